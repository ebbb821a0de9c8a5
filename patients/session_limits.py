"""How long does a sign-in last? Staff: 30 minutes idle, 12 hours at most. Patients: 30 days idle."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from .access import roles_of

BEGAN, SEEN = "sign_in_began", "last_seen"
STAFF_NOTE_SECONDS = 60
PATIENT_NOTE_SECONDS = 24 * 3600


class SessionLimitMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            hold_to_limits(request, now=int(time.time()))
        return self.get_response(request)


def is_staff_session(request: HttpRequest) -> bool:
    return request.user.is_staff or roles_of(request.user).staff is not None


def hold_to_limits(request: HttpRequest, *, now: int) -> None:
    """Sign out a staff session that is over; note, now and then, that a session is in use."""
    if is_staff_session(request):
        hold_staff(request, now=now)
    elif now - last_noted(request, now=now) >= PATIENT_NOTE_SECONDS:
        # Moves the session's own end on: whoever does their exercises stays signed in.
        request.session[SEEN] = now


def hold_staff(request: HttpRequest, *, now: int) -> None:
    session = request.session
    seen = session.get(SEEN, now)
    if is_over(began=session.setdefault(BEGAN, now), seen=seen, now=now):
        logout(request)
    elif SEEN not in session or now - seen >= STAFF_NOTE_SECONDS:
        session[SEEN] = now


def last_noted(request: HttpRequest, *, now: int) -> int:
    """Seconds; before the first note a session is as old as the sign-in."""
    signed_in_at = request.user.last_login
    return request.session.get(SEEN, int(signed_in_at.timestamp()) if signed_in_at else now)


def is_over(*, began: int, seen: int, now: int) -> bool:
    """Whether a staff session of these instants (seconds) has ended."""
    idle_too_long = now - seen > settings.STAFF_IDLE_SECONDS
    return idle_too_long or now - began > settings.STAFF_SESSION_SECONDS
