"""Which patient, which day and which exercise does a request ask for?"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, QueryDict
from django.utils import timezone

from patients.access import roles_of
from patients.models import Patient
from patients.zones import local_day

from ...models import Prescription
from ...plans import Plan
from ...schedule import BACK_DATING_DAYS, KEPT_OFFLINE_DAYS, judged_on, why_not_record
from ...without_network import day_made_for
from ..followed import Followed, followed_for
from ..forms import SaidForm

MONTHS_FROM = date(2000, 1, 1)


def day_asked(request: HttpRequest, patient: Patient) -> date:
    """The day in `?day=`, else today; 404 for one that cannot be corrected any more."""
    today = patient.local_today()
    text = request.GET.get("day")
    try:
        on = date.fromisoformat(text) if text else today
    except ValueError as error:
        raise Http404 from error
    return open_day(on, today)


def number_asked(request: HttpRequest, name: str, *, most: int) -> int | None:
    """A whole number from 1 in the address, or None if there is none that makes sense."""
    text = request.GET.get(name, "")
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
    return number if 1 <= number <= most else None


def month_asked(request: HttpRequest, patient: Patient) -> date | None:
    """The first day of the month in `?month=2026-11`; 404 for no month, or one to come."""
    text = request.GET.get("month")
    if not text:
        return None
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError as error:
        raise Http404 from error
    if not MONTHS_FROM <= first <= patient.local_today():
        raise Http404
    return first


def open_day(on: date, today: date) -> date:
    if not today - timedelta(days=BACK_DATING_DAYS) <= on <= today:
        raise Http404
    return on


@dataclass(frozen=True)
class When:
    """Which day is meant, at which instant it was said, and on which day that was.

    `refusal` says why the day is closed.
    """

    on: date
    at: datetime
    made_on: date
    refusal: str = ""
    is_late: bool = False

    def given(self, said: dict[str, Any]) -> dict[str, Any]:
        """A form that was kept on the phone did not show what was said before: empty is no answer."""
        return {n: v for n, v in said.items() if v not in (None, "")} if self.is_late else said


def when_said(request: HttpRequest, patient: Patient) -> When:
    """The day that was sent along, else the one in the address, else today.

    What was said without signal is judged on the day on which it was said.
    """
    now, today = timezone.now(), patient.local_today()
    form = SaidForm(request.POST)
    if not form.is_valid():
        return When(today, now, today, "not understood")
    at = min(form.cleaned_data["ticked_at"], now)
    made_on = judged_on(today, local_day(at, patient.time_zone)) if form.is_late else today
    ahead = day_made_for(request, patient)
    on = form.cleaned_data["on"] or ahead or day_asked(request, patient)
    refusal = "" if on == ahead else why_not_record(on, made_on)
    return When(on, at, made_on, refusal, form.is_late)


def prescription_asked(request: HttpRequest, code: UUID) -> tuple[Followed, Plan, Prescription]:
    """What the person follows, and the plan and prescription of that code; else 404."""
    followed = followed_for(roles_of(request.user).followed, back=KEPT_OFFLINE_DAYS)
    match = followed.find(code)
    if match is None:
        raise Http404
    return followed, *match


def sent(request: HttpRequest) -> QueryDict | None:
    """What was posted, be it empty; None where the page is only read."""
    return request.POST if request.method == "POST" else None
