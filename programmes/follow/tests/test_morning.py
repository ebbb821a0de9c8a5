"""The morning after, and the pain before: one tap each on Today."""

import pytest
from django.urls import reverse

from exercises.models import RedFlag
from programmes.models import Session
from programmes.tests.programmes import a_prescription, a_programme, a_session, days_ago

MORNING, TODAY = reverse("follow:morning"), reverse("follow:today")
QUESTION = "How is it this morning?"


@pytest.fixture
def bridge(sam):
    return a_prescription(a_programme(sam, days_ago(sam, 10)))


def test_it_is_asked_of_those_who_told_how_yesterday_went(sam, sam_client, bridge):
    session = a_session(sam, days_ago(sam, 1))
    assert QUESTION not in sam_client.get(TODAY).content.decode()
    session.pain_after = 4
    session.save()
    page = sam_client.get(TODAY).content.decode()
    assert QUESTION in page
    assert "you said 4" in page


def test_it_is_kept_with_yesterdays_session_and_not_asked_again(sam, sam_client, bridge):
    a_session(sam, days_ago(sam, 1), pain_after=4)
    page = sam_client.post(MORNING, {"pain_next_morning": 2}, follow=True).content.decode()
    assert Session.objects.get().pain_next_morning == 2
    assert "This morning: 2 of 10" in page
    assert QUESTION not in sam_client.get(TODAY).content.decode()


def test_a_red_morning_brings_the_warning_signs(sam, sam_client, bridge):
    RedFlag.objects.create(level="emergency", text="Sudden chest pain")
    a_session(sam, days_ago(sam, 1), pain_after=4)
    page = sam_client.post(MORNING, {"pain_next_morning": 9}, follow=True).content.decode()
    assert sam.clinic.pain_rule.words["red"] in page
    assert "Sudden chest pain" in page


def test_without_a_session_yesterday_there_is_nothing_to_answer(sam_client, bridge):
    assert sam_client.post(MORNING, {"pain_next_morning": 2}).status_code == 404
    assert Session.objects.count() == 0


def test_a_wrong_number_is_changed_where_it_was_answered(sam, sam_client, bridge):
    a_session(sam, days_ago(sam, 1), pain_after=4)
    page = sam_client.post(MORNING, {"pain_next_morning": 9}, follow=True).content.decode()
    assert "I tapped the wrong number" in page
    assert f'action="{MORNING}"' in page
    sam_client.post(MORNING, {"pain_next_morning": 2})
    assert Session.objects.get().pain_next_morning == 2


def test_the_pain_before_can_be_changed_on_today(sam, sam_client, bridge):
    a_session(sam, pain_before=7)
    page = sam_client.get(TODAY).content.decode()
    assert "Pain before the exercises: 7. Change it" in page
    assert f'action="{reverse("follow:pain-before")}"' in page


@pytest.mark.parametrize("score", ["", "11", "x"])
def test_a_score_out_of_range_is_refused(sam, sam_client, bridge, score):
    a_session(sam, days_ago(sam, 1), pain_after=4)
    assert sam_client.post(MORNING, {"pain_next_morning": score}).status_code == 422
    assert Session.objects.get().pain_next_morning is None


def test_the_pain_before_is_kept_with_today(sam, sam_client, bridge):
    sam_client.post(reverse("follow:pain-before"), {"pain_before": 3})
    session = Session.objects.get()
    assert (session.on, session.pain_before, session.finished_at) == (sam.local_today(), 3, None)


@pytest.mark.parametrize("name", ["morning", "pain-before"])
def test_they_are_only_posted(sam_client, name):
    assert sam_client.get(reverse(f"follow:{name}")).status_code == 405
