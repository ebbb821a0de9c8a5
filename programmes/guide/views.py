"""The guided session: one exercise at a time, with the clock."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from patients.access import ticker_only

from ..opening import followed_opened_by
from ..skip_reasons import SKIP_REASONS
from ..without_network import day_made_for
from .forms import SHORT_SESSIONS, MinutesForm
from .steps import as_data, guided_session_for


@ticker_only
@require_safe
def guided(request: HttpRequest) -> HttpResponse:
    """Today's session; `?minutes=5` keeps to the must-do exercises that fit."""
    minutes = MinutesForm(request.GET).chosen
    patient = followed_opened_by(request)
    session = guided_session_for(patient, minutes, on=day_made_for(request, patient))
    if not session.exercises:
        return render(request, "guide/nothing_left.html", {"session": session})
    context = {
        "session": session,
        "first": session.exercises[0],
        "data": as_data(session),
        "short_sessions": SHORT_SESSIONS,
        "skip_reasons": SKIP_REASONS,
    }
    return render(request, "guide/guided.html", context)
