"""Is this e-mail address the person's own? A code sent there, typed where it was asked for."""

import time
from secrets import choice

from allauth.core import ratelimit
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from .addresses import is_free
from .mail import send_soon

STATE = "own_address"
LETTERS = "BCDFGHJKLMNPQRSTVWXZ"  # no vowels, no words
CODE_LETTERS, CODE_SECONDS = 8, 600


def ask(request: HttpRequest, *, email: str) -> bool:
    """Mail a code to the address; False when this person has asked too often.

    An address that somebody signs in with is sent a note instead of a code. The page that follows
    is the same.
    """
    if not ratelimit.consume(request, action="own_address", user=request.user):
        return False
    free = is_free(email, for_user=request.user)
    code = "".join(choice(LETTERS) for _ in range(CODE_LETTERS))
    request.session[STATE] = {
        "email": email.lower(),
        "code": code if free else "",
        "at": time.time(),
    }
    send_soon(address_mail(email, code=f"{code[:4]}-{code[4:]}" if free else ""))
    return True


def address_mail(email: str, *, code: str) -> EmailMultiAlternatives:
    context = {"code": code}
    body = render_to_string("email/own_address.txt", context)
    mail = EmailMultiAlternatives(_("Your code"), body, to=[email])
    mail.attach_alternative(render_to_string("email/own_address.html", context), "text/html")
    return mail


def asked_for(request: HttpRequest) -> str:
    """The address that waits for its code; empty when none does any more."""
    state = request.session.get(STATE)
    if not state or time.time() - state["at"] > CODE_SECONDS:
        return ""
    return state["email"]


def is_proven_by(request: HttpRequest, code: str) -> bool:
    """Whether this is the code that was mailed; at most five tries for one mail."""
    state = request.session[STATE]
    key = f"{request.session.session_key}:{state['at']}"
    if not ratelimit.consume(request, action="own_address_code", key=key):
        return False
    typed = "".join(letter for letter in code.upper() if letter.isalnum())
    return bool(state["code"]) and constant_time_compare(typed, state["code"])


def forget(request: HttpRequest) -> None:
    request.session.pop(STATE, None)
