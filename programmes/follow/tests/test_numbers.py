"""What was really done, and how much time there was: kept with the tick, nothing else needed."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from programmes.models import Completion, Session
from programmes.tests.programmes import a_prescription, a_programme


@pytest.fixture
def bridge(sam):
    return a_prescription(a_programme(sam))


def sent(client, bridge, **more):
    today = bridge.stage.programme.patient.local_today()
    data = {"tick_id": uuid4(), "on": today, "slot": 1} | more
    return client.post(reverse("follow:tick", args=[bridge.code]), data)


def test_numbers_are_kept_with_the_tick(sam_client, bridge):
    sent(sam_client, bridge, reps_done="10", load_done="7.5", hold_done="")
    done = Completion.objects.get()
    assert (done.reps_done, done.load_done, done.hold_done) == (10, Decimal("7.5"), None)


def test_the_same_tick_with_other_numbers_stays_as_it_was(sam_client, bridge):
    tick_id = uuid4()
    sent(sam_client, bridge, tick_id=tick_id, reps_done="10")
    sent(sam_client, bridge, tick_id=tick_id, reps_done="12")
    assert Completion.objects.get().reps_done == 10


@pytest.mark.parametrize(
    "wrong", [{"reps_done": "0"}, {"reps_done": "ten"}, {"load_done": "301"}, {"hold_done": "-1"}]
)
def test_a_wrong_number_comes_back_with_words(sam_client, bridge, wrong):
    answer = sent(sam_client, bridge, **wrong)
    assert answer.status_code == 422
    assert "at most 300 times, 300 kg, 600 seconds" in answer.content.decode()
    assert not Completion.objects.exists()


def test_the_exercise_offers_the_numbers_of_its_dose(sam_client, bridge):
    page = sam_client.get(reverse("follow:exercise", args=[bridge.code])).content.decode()
    assert page.count('form="done"') == 3


def test_a_short_session_counts_and_is_known_as_one(sam, sam_client, bridge):
    sent(sam_client, bridge, minutes="5")
    assert Session.objects.get(patient=sam).minutes_chosen == 5
    assert Completion.objects.done().count() == 1
    page = sam_client.get(reverse("follow:today")).content.decode()
    assert "A short day of 5 minutes. It counts." in " ".join(page.split())


def test_the_physio_sees_a_short_session_and_the_numbers(sam, sam_client, priya, bridge):
    sent(sam_client, bridge, minutes="5", load_done="4", sets_done="1")
    sam_client.force_login(priya.user)
    page = sam_client.get(reverse("review:patient", args=[sam.code])).content.decode()
    assert "short session, 5 minutes" in page
    assert "did 1 set, 4 kg" in page
