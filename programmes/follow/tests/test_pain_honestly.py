"""Pain, honestly: every clause of the promise, from the patient's tap to the physio's list."""

from datetime import timedelta

import pytest
from django.urls import reverse

from exercises.models import RedFlag
from programmes.models import Prescription, Programme
from programmes.tests.programmes import a_prescription, a_programme, a_session, a_tick, days_ago

CASELOAD = reverse("review:caseload")


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def bridge(sam):
    bridge = a_prescription(a_programme(sam, days_ago(sam, 6)))
    for days in range(6):
        a_tick(bridge, days_ago(sam, days))
    return bridge


@pytest.fixture
def own_words(sam):
    """The clinic's own words, and the physio's own limits for Sam."""
    RedFlag.objects.create(text="Numb between the legs", level=RedFlag.Level.EMERGENCY, position=1)
    clinic = sam.clinic
    clinic.green_words, clinic.amber_words = "Fine with us.", "Not more for now."
    clinic.red_words = "Stop that one."
    clinic.save()
    sam.green_max, sam.amber_max = 2, 4
    sam.save()


def says(client, sam, moment: str, score: int, days: int = 0):
    """The page that answers a score, given before, after, or the next morning."""
    if moment == "before":
        return client.post(reverse("follow:pain-before"), {"pain_before": score}, follow=True)
    if moment == "after":
        address = f"{reverse('follow:finish')}?day={days_ago(sam, days)}"
        return client.post(address, {"pain_after": score}, follow=True)
    a_session(sam, days_ago(sam, 1), pain_after=1)
    return client.post(reverse("follow:morning"), {"pain_next_morning": score}, follow=True)


def reasons(client, priya) -> str:
    client.force_login(priya.user)
    return text_of(client.get(CASELOAD))


@pytest.mark.parametrize("moment", ["before", "after", "morning"])
@pytest.mark.parametrize(
    ("score", "words"),
    [(2, "Fine with us."), (3, "Not more for now."), (4, "Not more for now."), (5, "Stop that")],
)
def test_one_tap_is_answered_in_the_words_of_the_rule(
    sam, sam_client, bridge, own_words, moment, score, words
):
    assert words in text_of(says(sam_client, sam, moment, score))


@pytest.mark.parametrize("moment", ["before", "after", "morning"])
def test_a_red_score_shows_the_signs_and_the_emergency_number(
    sam, sam_client, bridge, own_words, moment
):
    page = text_of(says(sam_client, sam, moment, 5))
    assert "Numb between the legs" in page
    assert "tel:999" in page


@pytest.mark.parametrize("moment", ["before", "after", "morning"])
def test_one_red_score_at_any_moment_is_on_the_work_list(sam, sam_client, priya, bridge, moment):
    says(sam_client, sam, moment, 6)
    assert "Pain 6" in reasons(sam_client, priya)


def test_one_amber_is_not_and_two_are(sam, sam_client, priya, bridge):
    says(sam_client, sam, "after", 4)
    assert "Pain up to" not in reasons(sam_client, priya)
    sam_client.force_login(sam.user)
    says(sam_client, sam, "after", 5, days=2)
    assert "Pain up to 5 on 2 days" in reasons(sam_client, priya)


def test_nothing_changes_by_itself(sam, sam_client, bridge, own_words):
    before = list(Prescription.objects.values()), list(Programme.objects.values())
    for moment in ("before", "after", "morning"):
        says(sam_client, sam, moment, 10)
    assert (list(Prescription.objects.values()), list(Programme.objects.values())) == before
    page = text_of(sam_client.get(f"{reverse('follow:finished')}?day={sam.local_today()}"))
    assert "Your plan does not change by itself." in page


def test_the_morning_is_asked_once_and_only_after_a_score(sam, sam_client, bridge):
    asked = "How is it this morning?"
    assert asked not in text_of(sam_client.get(reverse("follow:today")))
    a_session(sam, days_ago(sam, 1), pain_after=2)
    assert asked in text_of(sam_client.get(reverse("follow:today")))
    sam_client.post(reverse("follow:morning"), {"pain_next_morning": 1})
    assert asked not in text_of(sam_client.get(reverse("follow:today")))
    assert sam.sessions.get(on=sam.local_today() - timedelta(days=1)).pain_next_morning == 1
