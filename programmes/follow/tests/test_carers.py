"""A carer does what the patient allowed, and it is on record that they looked."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from patients.models import AccessRecord
from patients.tests.cast import a_carer
from programmes.models import Completion, Pause, Programme
from programmes.tests.programmes import a_prescription, a_programme, a_session, a_tick, days_ago

from .deeds import sends_tick

TODAY = reverse("follow:today")


@pytest.fixture
def bridge(sam):
    return a_prescription(a_programme(sam, days_ago(sam, 3)))


@pytest.fixture
def onlooker(sam):
    """May see the plan; neither tick nor read what was done."""
    return a_carer(sam, "Otto Walker", may_tick=False, may_read_log=False)


def looks() -> int:
    return AccessRecord.objects.filter(what=AccessRecord.What.FOLLOWED).count()


def test_a_carer_ticks_in_their_own_name(sam, cora, client, bridge):
    client.force_login(cora.user)
    sends_tick(client, bridge, sam.local_today())
    assert Completion.objects.get().by == cora.user


def test_a_carers_look_is_on_record_once_an_hour(cora, sam, client, bridge, time_machine):
    time_machine.move_to("2026-03-10 12:00 +0000")
    client.force_login(cora.user)
    for _ in range(3):
        client.get(TODAY)
    record = AccessRecord.objects.get(what=AccessRecord.What.FOLLOWED)
    assert (record.user, record.patient) == (cora.user, sam)
    time_machine.shift(timedelta(minutes=61))
    client.get(TODAY)
    assert looks() == 2


def test_the_patients_own_look_is_not_on_record(sam_client, bridge):
    sam_client.get(TODAY)
    assert looks() == 0


def test_within_the_hour_a_carer_costs_no_query_more(
    cora, sam, client, bridge, django_assert_num_queries
):
    a_tick(bridge, days_ago(sam, 1))
    client.force_login(cora.user)
    client.get(TODAY)
    with django_assert_num_queries(2 + 4):
        client.get(TODAY)


def test_an_onlooker_sees_the_plan_without_what_was_done(onlooker, client, bridge):
    a_tick(bridge)
    client.force_login(onlooker.user)
    page = client.get(TODAY).content.decode()
    assert "Glute bridge" in page
    assert "1 exercise, " in page
    assert 'data-state="done"' not in page
    assert 'class="tick' not in page
    assert "All done" not in page


def test_a_carer_who_only_reads_has_no_tick(sam, client, bridge):
    a_tick(bridge)
    reader = a_carer(sam, "Rita Walker", may_tick=False)
    client.force_login(reader.user)
    page = client.get(TODAY).content.decode()
    assert 'data-state="done"' in page
    assert 'class="tick' not in page


def test_a_carer_is_not_spoken_to_as_if_it_were_their_body(sam, cora, client, bridge):
    a_session(sam, days_ago(sam, 1), pain_after=2)
    client.force_login(cora.user)
    today, finish, plan, progress = (
        client.get(reverse(name)).content.decode()
        for name in ("follow:today", "follow:finish", "follow:plan", "progress:mine")
    )
    assert "After yesterday’s exercises Sam’s pain was 2." in today
    assert "Ask Sam: how much does it hurt now?" in finish
    assert "The plan of Sam" in plan
    assert "Sam’s goals" in progress
    assert not any("Your plan</h1>" in page or "you said 2" in page for page in (today, plan))


def test_who_only_looks_is_offered_to_look_and_not_to_start(onlooker, client, bridge):
    client.force_login(onlooker.user)
    next_step = client.get(TODAY).content.decode().split('id="day-next"')[1]
    assert "Look at the exercises" in next_step
    assert "Start" not in next_step


@pytest.mark.parametrize("situation", ["paused", "over"])
def test_an_empty_day_does_not_call_it_the_carers_plan(sam, cora, client, bridge, situation):
    if situation == "paused":
        Pause.objects.create(programme=bridge.stage.programme, from_day=days_ago(sam, 1))
    else:
        Programme.objects.update(ended_on=days_ago(sam, 1))
    client.force_login(cora.user)
    page = client.get(TODAY).content.decode()
    assert "Your plan" not in page
    assert "You have reached" not in page


@pytest.mark.parametrize("name", ["history", "finished", "day"])
def test_an_onlooker_may_not_read_the_log(sam, onlooker, client, bridge, name):
    a_session(sam, days_ago(sam, 1))
    client.force_login(onlooker.user)
    arguments = [days_ago(sam, 1)] if name == "day" else []
    assert client.get(reverse(f"follow:{name}", args=arguments)).status_code == 403


def test_an_onlooker_may_do_nothing(sam, onlooker, client, bridge):
    tick = a_tick(bridge)
    client.force_login(onlooker.user)
    addresses = [
        reverse("follow:tick", args=[bridge.code]),
        reverse("follow:skip", args=[bridge.code]),
        reverse("follow:untick", args=[tick.tick_id]),
        reverse("follow:undo-all-done", args=[sam.local_today(), uuid4()]),
        *(reverse(f"follow:{n}") for n in ("all-done", "finish", "morning", "pain-before")),
    ]
    assert {client.post(address).status_code for address in addresses} == {403}


def test_a_carer_who_has_left_is_signed_out(cora, sam, client, bridge):
    cora.ended_on = sam.local_today()
    cora.save()
    client.force_login(cora.user)
    assert client.get(TODAY).status_code == 302
