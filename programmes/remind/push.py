"""How does a note reach a browser by its maker's push service?

The lock screen says only that there is a reminder: no clinic, no exercise, nothing on health.
"""

import json
import logging
from http.client import HTTPException
from typing import Literal
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from ..models import Delivery, PushSubscription
from .sealed import decoded, encoded, key_from_words, public_bytes, sealed, signature_header

log = logging.getLogger(__name__)
Answer = Literal["taken", "gone", "refused", "no answer"]
TIMEOUT_SECONDS = 10
KEPT_SECONDS = 2 * 3600  # how long the push service tries a phone that is off


class StaysHere(HTTPRedirectHandler):
    """The server speaks to the hosts it knows and follows nobody elsewhere."""

    def redirect_request(self, *args, **kwargs) -> None:
        return None


def is_ready() -> bool:
    """Whether this installation has a key to sign notes with."""
    return bool(settings.PUSH_PRIVATE_KEY)


def public_key() -> str:
    """What a browser needs to sign up for our notes; empty where there is no key."""
    if not is_ready():
        return ""
    return encoded(public_bytes(key_from_words(settings.PUSH_PRIVATE_KEY)))


def is_known_host(endpoint: str) -> bool:
    """One of the push services of the browsers' makers; the server posts to no other address."""
    host = urlsplit(endpoint).hostname or ""
    return any(
        host.endswith(known) if known.startswith(".") else host == known
        for known in settings.PUSH_HOSTS
    )


def note_for(delivery: Delivery) -> dict[str, str]:
    """What the phone shows, and where a tap leads. The same note again replaces the first."""
    return {
        "title": gettext("A reminder for you"),
        "body": gettext("Tap to open."),
        "tag": delivery.code.hex,
        "url": reverse("follow:today"),
    }


def send(note: dict[str, str], device: PushSubscription) -> Answer:
    """Hand one sealed note to the push service of one browser."""
    if not (is_ready() and is_known_host(device.endpoint)):
        return "refused"
    try:
        request = request_for(note, device)
        with build_opener(StaysHere).open(request, timeout=TIMEOUT_SECONDS):
            return "taken"
    except HTTPError as error:
        with error:
            return of_status(error.code)
    except (OSError, HTTPException):
        return "no answer"
    except ValueError:  # keys that are none
        return "gone"


def of_status(status: int) -> Answer:
    if status in (404, 410):
        return "gone"
    return "no answer" if status == 429 or status >= 500 else "refused"


def request_for(note: dict[str, str], device: PushSubscription) -> Request:
    key = key_from_words(settings.PUSH_PRIVATE_KEY)
    body = sealed(
        json.dumps(note).encode(),
        browser_key=decoded(device.p256dh),
        browser_secret=decoded(device.auth),
    )
    headers = {
        "Authorization": signature_header(device.endpoint, key=key, contact=settings.PUSH_CONTACT),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(KEPT_SECONDS),
        "Urgency": "normal",
        # Two of the same that wait for a phone which is off become one.
        "Topic": note["tag"],
    }
    return Request(device.endpoint, data=body, headers=headers, method="POST")
