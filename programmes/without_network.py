"""What does a request say of itself when a phone keeps pages ahead, or sends what was kept?"""

from datetime import date, timedelta

from django.http import Http404, HttpRequest

from patients.models import Patient

KEPT_AHEAD_DAYS = 7


def wants_data(request: HttpRequest) -> bool:
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def is_watched(request: HttpRequest) -> bool:
    """Somebody waits for the next page: what is sent later, unseen, tells nobody anything."""
    return not wants_data(request) or request.headers.get("X-Deed") == "live"


def is_kept_unread(request: HttpRequest) -> bool:
    """The phone keeps this page; nobody looks at it yet."""
    return "X-Keep" in request.headers


def day_made_for(request: HttpRequest, patient: Patient) -> date | None:
    """The day in `?ahead=`, today or one of the next seven; None where none is asked for."""
    text = request.GET.get("ahead")
    if not text:
        return None
    try:
        on = date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error
    if not timedelta(0) <= on - patient.local_today() <= timedelta(days=KEPT_AHEAD_DAYS):
        raise Http404
    return on
