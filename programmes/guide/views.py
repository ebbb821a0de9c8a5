"""The guided session: one exercise at a time, with the clock."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from patients.access import ticker_only

from ..opening import followed_opened_by
from ..skip_reasons import SKIP_REASONS
from ..without_network import day_made_for
from .data import as_data
from .forms import SHORT_SESSIONS, MinutesForm
from .steps import guided_session_for


@ticker_only
@require_safe
def guided(request: HttpRequest) -> HttpResponse:
    """Today's session; `?minutes=5` keeps to what fits, `?from=` begins with that prescription."""
    minutes = MinutesForm(request.GET).chosen
    patient = followed_opened_by(request)
    on = day_made_for(request, patient)
    session = guided_session_for(patient, minutes, on=on, first=first_asked(request))
    if session is None:
        raise Http404
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


def first_asked(request: HttpRequest) -> UUID | None:
    """The code in `?from=`; 404 for what is none."""
    text = request.GET.get("from")
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise Http404 from error
