"""What a patient sends, for tests."""

from datetime import date
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from programmes.models import Completion, Prescription

HTMX = {"headers": {"HX-Request": "true"}}
DATA = {"headers": {"Accept": "application/json"}}


def sends_tick(client: Client, prescription: Prescription, on: date, **more) -> HttpResponse:
    """The tick as the round button sends it; `more` is sent too, or as request options."""
    options = {name: more.pop(name) for name in ("headers",) if name in more}
    body = {"tick_id": uuid4(), "on": on, "slot": 1, "ticked_at": "", "zone": ""} | more
    return client.post(reverse("follow:tick", args=[prescription.code]), body, **options)


def standing() -> list[tuple]:
    """What counts as done or skipped: (exercise, day, slot, outcome)."""
    rows = Completion.objects.standing().order_by("on", "prescription__position", "slot")
    return list(rows.values_list("prescription__exercise__name", "on", "slot", "outcome"))
