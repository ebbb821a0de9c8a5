"""A skip is an answer too: it is kept with its reason, and can be taken back."""

from uuid import uuid4

import pytest
from django.urls import reverse

from exercises.dosing.frequency import Frequency
from exercises.models import RedFlag
from programmes.models import Completion, Message
from programmes.tests.programmes import a_prescription, a_programme, a_tick, days_ago

from .deeds import DATA, standing

SIGN_IN_AND_DAY, SIGNS = 2 + 4, 1


@pytest.fixture
def bridge(sam):
    return a_prescription(a_programme(sam))


def hurts(prescription) -> str:
    return reverse("follow:hurts", args=[prescription.code])


def skips(client, prescription, on, reason="It hurts"):
    body = {"tick_id": uuid4(), "on": on, "slot": 1, "reason": reason, "then": "next"}
    return client.post(reverse("follow:skip", args=[prescription.code]), body)


def test_a_skip_is_kept_with_its_reason_and_goes_on(sam, sam_client, bridge):
    clam = a_prescription(bridge.stage, "Clam")
    answer = skips(sam_client, bridge, sam.local_today(), "No time today")
    skip = Completion.objects.get()
    assert (skip.outcome, skip.skip_reason) == ("skipped", "No time today")
    assert answer["Location"] == reverse("follow:exercise", args=[clam.code])


def test_it_hurts_is_answered_before_the_next_exercise(sam, sam_client, bridge):
    RedFlag.objects.create(level="emergency", text="Sudden chest pain")
    clam = a_prescription(bridge.stage, "Clam")
    answer = skips(sam_client, bridge, sam.local_today())
    assert answer["Location"] == hurts(bridge)
    page = sam_client.get(answer["Location"]).content.decode()
    assert all(words in page for words in sam.clinic.pain_rule.words.values())
    assert "Sudden chest pain" in page
    assert f'href="{reverse("follow:exercise", args=[clam.code])}"' in page
    assert not Message.objects.exists()


def test_one_tap_tells_the_physio_which_exercise_hurts(sam, sam_client, bridge):
    skips(sam_client, bridge, sam.local_today())
    page = sam_client.get(hurts(bridge)).content.decode()
    words = "Glute bridge hurts. What should I do?"
    assert f'value="{words}"' in page
    assert f'name="about" value="{bridge.exercise.code}"' in page
    sam_client.post(reverse("talk:own"), {"text": words, "about": bridge.exercise.code})
    message = Message.objects.get()
    assert (message.text, message.prescription) == (words, bridge)


def test_after_the_last_one_it_hurts_leads_to_how_it_went(sam, sam_client, bridge):
    answer = skips(sam_client, bridge, sam.local_today())
    page = sam_client.get(answer["Location"]).content.decode()
    assert f'href="{reverse("follow:finish")}"' in page


def test_what_hurts_is_not_offered_a_second_time_on_the_day(sam, sam_client):
    twice = a_prescription(a_programme(sam), frequency=Frequency(times_per_day=2))
    page = sam_client.get(skips(sam_client, twice, sam.local_today())["Location"])
    assert page.context["href"] == reverse("follow:today")
    assert "Next exercise" not in page.content.decode()


def test_a_phone_that_waits_is_told_where_to_read_on(sam, sam_client, bridge):
    body = {"tick_id": uuid4(), "on": sam.local_today(), "reason": "It hurts"}
    answer = sam_client.post(reverse("follow:skip", args=[bridge.code]), body, **DATA)
    assert answer.json()["next"] == hurts(bridge)


@pytest.mark.parametrize("others", [0, 3])
def test_the_page_about_pain_asks_as_much_whatever_is_due(
    sam, sam_client, bridge, others, django_assert_num_queries
):
    for number in range(others):
        a_prescription(bridge.stage, f"Exercise {number}")
    skips(sam_client, bridge, sam.local_today())
    with django_assert_num_queries(SIGN_IN_AND_DAY + SIGNS):
        sam_client.get(hurts(bridge))


def test_a_skipped_exercise_is_answered_and_not_done(sam, sam_client, bridge):
    skips(sam_client, bridge, sam.local_today())
    page = sam_client.get(reverse("follow:today")).content.decode()
    assert "0 of 1 done" in page
    assert 'data-state="skipped"' in page
    assert "How did it go?" in page


def test_a_skip_can_be_taken_back(sam, sam_client, bridge):
    skips(sam_client, bridge, sam.local_today())
    sam_client.post(reverse("follow:untick", args=[Completion.objects.get().tick_id]))
    assert standing() == []


@pytest.mark.parametrize("reason", ["", "Because", "\x00"])
def test_without_a_known_reason_it_is_asked_again(sam, sam_client, bridge, reason):
    answer = skips(sam_client, bridge, sam.local_today(), reason)
    assert answer.status_code == 422
    assert b"It hurts" in answer.content
    assert standing() == []


def test_what_is_done_cannot_be_skipped(sam, sam_client, bridge):
    a_tick(bridge)
    skips(sam_client, bridge, sam.local_today())
    assert standing() == [("Glute bridge", sam.local_today(), 1, "done")]
    page = sam_client.get(reverse("follow:skip", args=[bridge.code])).content.decode()
    assert "There is nothing left to skip here today." in page


def test_a_strangers_exercise_does_not_exist(tess, sam_client):
    foreign = a_prescription(a_programme(tess))
    assert sam_client.get(hurts(foreign)).status_code == 404
    assert sam_client.get(reverse("follow:skip", args=[foreign.code])).status_code == 404
    assert skips(sam_client, foreign, tess.local_today()).status_code == 404


def test_a_skip_on_an_earlier_day_leads_back_to_that_day(sam, sam_client):
    programme = a_programme(sam, days_ago(sam, 5))
    bridge = a_prescription(programme)
    a_prescription(programme, "Clam")
    answer = sam_client.get(f"{reverse('follow:skip', args=[bridge.code])}?day={days_ago(sam, 2)}")
    page = reverse("follow:exercise", args=[bridge.code])
    assert f'href="{page}?day={days_ago(sam, 2)}"' in answer.content.decode()
