"""How did it go? The pain, the clinic's words for it, and warning signs with a red score."""

import pytest
from django.test import Client
from django.urls import reverse

from exercises.models import RedFlag
from programmes.models import Session
from programmes.tests.programmes import a_prescription, a_programme, a_session, a_tick, days_ago

FINISH = reverse("follow:finish")


@pytest.fixture
def bridge(sam):
    return a_prescription(a_programme(sam, days_ago(sam, 10)))


def test_what_was_said_is_kept_with_the_day(sam, sam_client, bridge):
    sam_client.post(FINISH, {"pain_after": 4, "effort": 6, "note": "A bit stiff"})
    session = Session.objects.get()
    assert (session.on, session.pain_after, session.effort) == (sam.local_today(), 4, 6)
    assert session.note == "A bit stiff"
    assert session.finished_at is not None


def test_everything_may_be_left_out(sam_client, bridge):
    answer = sam_client.post(FINISH, {}, follow=True)
    assert answer.status_code == 200
    assert Session.objects.get().pain_after is None


@pytest.mark.parametrize(
    ("score", "tone"), [(0, "green"), (3, "green"), (4, "amber"), (5, "amber"), (6, "red")]
)
def test_the_answer_is_the_clinics_words_for_the_score(sam, sam_client, bridge, score, tone):
    page = sam_client.post(FINISH, {"pain_after": score}, follow=True).content.decode()
    assert f"callout tone-{tone}" in page
    assert sam.clinic.pain_rule.words[tone] in page
    assert "Your plan does not change by itself." in page


def test_the_physios_own_limits_for_the_patient_count(sam, sam_client, bridge):
    sam.green_max, sam.amber_max = 1, 2
    sam.save()
    page = sam_client.post(FINISH, {"pain_after": 3}, follow=True).content.decode()
    assert sam.clinic.pain_rule.words["red"] in page


def test_a_red_score_brings_the_warning_signs_and_the_number(sam_client, bridge):
    RedFlag.objects.create(level="emergency", text="Sudden chest pain")
    red = sam_client.post(FINISH, {"pain_after": 8}, follow=True).content.decode()
    assert "Sudden chest pain" in red
    assert "tel:999" in red
    green = sam_client.post(FINISH, {"pain_after": 1}, follow=True).content.decode()
    assert "Sudden chest pain" not in green


@pytest.mark.parametrize("wrong", ["11", "-1", "three", "1.5", "\x00", "9" * 5000])
def test_a_wrong_score_keeps_what_was_typed(sam_client, bridge, wrong):
    answer = sam_client.post(FINISH, {"pain_after": wrong, "note": "Knee clicks"})
    assert answer.status_code == 422
    assert "Choose a number from 0 to 10." in answer.content.decode()
    assert "Knee clicks" in answer.content.decode()
    assert Session.objects.count() == 0


def test_what_was_said_before_is_shown_again(sam, sam_client, bridge):
    a_session(sam, pain_after=3, note="A bit stiff")
    page = " ".join(sam_client.get(FINISH).content.decode().split())
    assert 'name="pain_after" value="3" checked' in page
    assert "A bit stiff" in page


def test_an_earlier_day_can_be_told_for_a_week(sam, sam_client, bridge):
    sam_client.post(f"{FINISH}?day={days_ago(sam, 7)}", {"pain_after": 2})
    assert Session.objects.get().on == days_ago(sam, 7)
    assert sam_client.get(f"{FINISH}?day={days_ago(sam, 8)}").status_code == 404
    assert sam_client.get(f"{FINISH}?day=soon").status_code == 404


def test_from_the_first_tick_to_saved_takes_two_taps_more_than_ticks(sam, sam_client, bridge):
    """One tap for the tick, one for the score, one to save."""
    tick = {"tick_id": "6f9619ff-8b86-d011-b42d-00c04fc964ff", "on": sam.local_today()}
    asked = sam_client.post(reverse("follow:tick", args=[bridge.code]), tick, follow=True)
    assert asked.redirect_chain == [(FINISH, 302)]
    assert b'name="pain_after"' in asked.content


def test_there_is_no_answer_without_a_session(sam_client, bridge):
    assert sam_client.get(reverse("follow:finished")).status_code == 404


def test_after_finishing_today_asks_no_more(sam, sam_client, bridge):
    a_tick(bridge)
    assert "How did it go?" in sam_client.get(reverse("follow:today")).content.decode()
    sam_client.post(FINISH, {"pain_after": 1})
    assert "How did it go?" not in sam_client.get(reverse("follow:today")).content.decode()


def test_it_asks_who_it_is(client, priya):
    assert client.get(FINISH).status_code == 302
    client.force_login(priya.user)
    assert client.get(FINISH).status_code == 403


def test_what_was_said_before_stays_beside_what_is_said_now(sam, sam_client, priya, bridge):
    sam_client.post(FINISH, {"pain_after": 7, "effort": 6})
    sam_client.post(FINISH, {"pain_after": 2, "effort": 6})
    session = Session.objects.get()
    correction = session.corrections.get()
    assert (session.pain_after, correction.before, correction.by) == (
        2,
        {"pain_after": 7},
        sam.user,
    )
    physio = Client()
    physio.force_login(priya.user)
    page = physio.get(reverse("review:patient", args=[sam.code])).content.decode()
    assert "Said before: pain after 7. Changed by Sam Walker" in page


def test_saying_the_same_again_is_no_correction(sam_client, bridge):
    for _ in range(2):
        sam_client.post(FINISH, {"pain_after": 4})
    assert not Session.objects.get().corrections.exists()
