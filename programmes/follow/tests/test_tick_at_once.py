"""Thirty-two times the same tick at once: one row, and everyone gets an answer."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client

from programmes.models import Completion, Session
from programmes.tests.programmes import a_prescription, a_programme

from .deeds import DATA, sends_tick

AT_ONCE = 32


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("same_id", [True, False])
def test_equal_ticks_at_once_are_one(sam, same_id):
    bridge = a_prescription(a_programme(sam))
    today, one_id = sam.local_today(), uuid4()
    client = Client()
    client.force_login(sam.user)
    cookies = client.cookies

    def send(_) -> str:
        device = Client()
        device.cookies = cookies
        try:
            tick_id = one_id if same_id else uuid4()
            return sends_tick(device, bridge, today, tick_id=tick_id, **DATA).json()["status"]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        said = sorted(pool.map(send, range(AT_ONCE)))
    assert said == ["already"] * (AT_ONCE - 1) + ["created"]
    assert (Completion.objects.count(), Session.objects.count()) == (1, 1)
