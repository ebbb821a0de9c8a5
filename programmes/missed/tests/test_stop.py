"""Stopping for good: asked kindly, told to the physio, taken back; nothing ends by itself."""

import pytest
from django.urls import reverse

from patients.tests.cast import a_carer
from programmes.build.actions import end
from programmes.missed_counts import missed_for
from programmes.models import StopWish
from programmes.tests.programmes import a_prescription, a_programme, a_tick, days_ago

STOP = reverse("missed:stop")
TAKE_BACK = reverse("missed:stop-take-back")


@pytest.fixture
def bridge(sam):
    return a_prescription(a_programme(sam, days_ago(sam, 3)))


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_plan_leads_there_and_other_ways_come_first(sam_client, bridge):
    assert STOP in text_of(sam_client.get(reverse("follow:plan")))
    page = text_of(sam_client.get(STOP))
    assert page.index("Could you pause my plan?") < page.index("Why do you want to stop?")


def test_the_wish_reaches_the_physio_and_ends_nothing(sam, sam_client, bridge):
    a_tick(bridge)
    for _ in range(2):
        sam_client.post(STOP, {"reason": "better", "note": "It went well."})
    wish = StopWish.objects.get()
    assert (wish.kind, wish.note, wish.by) == ("better", "It went well.", sam.user)
    bridge.stage.programme.refresh_from_db()
    assert bridge.stage.programme.ended_on is None
    assert missed_for(sam).wish_words == "Better now"
    assert "Your physio will know" in text_of(sam_client.get(STOP))


def test_nobody_has_to_say_why(sam_client, bridge):
    assert sam_client.post(STOP, {}).status_code == 302
    assert StopWish.objects.get().kind == ""


def test_a_reason_that_is_not_offered_comes_back(sam_client, bridge):
    assert sam_client.post(STOP, {"reason": "nonsense"}).status_code == 422
    assert not StopWish.objects.exists()


def test_the_patient_takes_it_back(sam, sam_client, bridge):
    sam_client.post(STOP, {})
    sam_client.post(TAKE_BACK)
    assert missed_for(sam).wish is None
    assert StopWish.objects.get().taken_back_at


def test_the_physio_sees_it_and_notes_that_they_spoke(sam, sam_client, priya, bridge):
    sam_client.post(STOP, {"reason": "no_motivation"})
    sam_client.force_login(priya.user)
    assert missed_for(sam).wish
    sam_client.post(reverse("missed:stop-answered", args=[sam.code]))
    assert StopWish.objects.get().answered_by == priya
    assert missed_for(sam).wish is None


def test_ending_the_last_programme_is_an_answer(sam, sam_client, bridge):
    other = a_programme(sam, days_ago(sam, 3))
    sam_client.post(STOP, {})
    end(programme=other, today=sam.local_today(), reason="", by=sam.physio)
    assert missed_for(sam).wish
    end(programme=bridge.stage.programme, today=sam.local_today(), reason="", by=sam.physio)
    assert missed_for(sam).wish is None


def test_who_may_speak_of_stopping(sam, client, cora, olu, bridge):
    answered = reverse("missed:stop-answered", args=[sam.code])
    assert client.get(STOP).status_code == 302
    client.force_login(cora.user)
    assert client.get(STOP).status_code == 403
    assert client.post(TAKE_BACK).status_code == 403
    client.force_login(a_carer(sam, "Mo Walker", may_write=True).user)
    assert client.get(STOP).status_code == 200
    assert client.get(TAKE_BACK).status_code == 405
    assert client.post(answered).status_code == 403
    client.force_login(olu.user)
    assert client.post(answered).status_code == 404
