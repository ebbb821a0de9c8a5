"""How long does a sign-in last? Staff: 30 minutes idle, 12 hours at most. Patients: 30 days."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from .access import roles_of

BEGAN, SEEN = "sign_in_began", "last_seen"
WRITE_EVERY_SECONDS = 60


class SessionLimitMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and is_staff_session(request):
            hold_to_limits(request, now=int(time.time()))
        return self.get_response(request)


def is_staff_session(request: HttpRequest) -> bool:
    return request.user.is_staff or roles_of(request.user).staff is not None


def hold_to_limits(request: HttpRequest, *, now: int) -> None:
    """Sign out a staff session that is over; else note that it is in use, once a minute."""
    session = request.session
    began = session.setdefault(BEGAN, now)
    seen = session.get(SEEN, now)
    idle_too_long = now - seen > settings.STAFF_IDLE_SECONDS
    if idle_too_long or now - began > settings.STAFF_SESSION_SECONDS:
        logout(request)
    elif SEEN not in session or now - seen >= WRITE_EVERY_SECONDS:
        session[SEEN] = now
