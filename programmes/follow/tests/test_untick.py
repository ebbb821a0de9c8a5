"""Undo: always possible for a week, never by a stranger."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from programmes.models import Completion
from programmes.tests.programmes import a_prescription, a_programme, a_tick, days_ago

from .deeds import DATA, HTMX, standing


@pytest.fixture
def bridge(sam):
    return a_prescription(a_programme(sam, days_ago(sam, 10)))


def undo_of(tick) -> str:
    return reverse("follow:untick", args=[tick.tick_id])


def test_a_tick_is_taken_back_and_kept_as_undone(sam_client, bridge):
    tick = a_tick(bridge)
    assert sam_client.post(undo_of(tick)).status_code == 302
    assert standing() == []
    assert Completion.objects.get().undone_at is not None


def test_an_undo_takes_five_queries_beside_sign_in(sam_client, bridge, django_assert_num_queries):
    tick = a_tick(bridge)
    with django_assert_num_queries(2 + 5):
        piece = sam_client.post(undo_of(tick), **HTMX)
    assert 'data-state="due"' in piece.content.decode()
    assert "0 of 1 done" in piece.content.decode()


def test_an_undo_sent_twice_is_one(sam_client, bridge):
    tick = a_tick(bridge)
    said = [sam_client.post(undo_of(tick), **DATA).json()["status"] for _ in range(2)]
    assert said == ["created", "already"]


def test_a_tick_of_an_earlier_day_leads_back_to_that_day(sam, sam_client, bridge):
    tick = a_tick(bridge, days_ago(sam, 3))
    answer = sam_client.post(undo_of(tick))
    assert answer["Location"].startswith(reverse("follow:day", args=[days_ago(sam, 3)]))


def test_after_a_week_only_the_physio_corrects(sam, sam_client, bridge):
    tick = a_tick(bridge, sam.local_today() - timedelta(days=8))
    assert sam_client.post(undo_of(tick)).status_code == 422
    assert len(standing()) == 1


def test_what_is_not_in_the_plan_any_more_can_still_be_taken_back(sam, sam_client, bridge):
    tick = a_tick(bridge, days_ago(sam, 1))
    bridge.stage.programme.ended_on = days_ago(sam, 9)
    bridge.stage.programme.save()
    assert sam_client.post(undo_of(tick)).status_code == 302
    assert standing() == []


def test_a_strangers_tick_does_not_exist(tess, sam_client):
    tick = a_tick(a_prescription(a_programme(tess)))
    assert sam_client.post(undo_of(tick)).status_code == 404
    assert sam_client.post(reverse("follow:untick", args=[uuid4()])).status_code == 404
    assert len(standing()) == 1


def test_an_undo_is_only_posted(sam_client, bridge):
    assert sam_client.get(undo_of(a_tick(bridge))).status_code == 405
