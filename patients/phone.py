"""What does a phone keep for whom, and when must it be cleared?"""

from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from .access import Roles

CLEAR = "Clear-Site-Data"


def phone_key(roles: Roles) -> str:
    """Under which name a phone keeps this person's pages and deeds; "" for staff and strangers.

    The same on every device and after every sign-in, and nobody can tell from it who it is.
    """
    person = roles.patient or roles.carer
    return sha256(person.code.bytes).hexdigest()[:24] if person else ""


def clear_phone(response: HttpResponse) -> HttpResponse:
    """Pages, deeds and settings that are kept on this device go."""
    response[CLEAR] = '"cache", "storage"'
    return response


def note_removed(session_key: str) -> None:
    """Somebody ended this sign-in from another device: its phone is cleared at its next word."""
    cache.set(removed_name(session_key), True, settings.SESSION_COOKIE_AGE)


def was_removed(request: HttpRequest) -> bool:
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    return bool(key and cache.get(removed_name(key)))


def removed_name(session_key: str) -> str:
    return f"removed:{sha256(session_key.encode()).hexdigest()}"
