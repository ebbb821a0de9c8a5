"""In which language do we speak to this person?"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from .access import roles_of
from .models import Invitation, User


def known(*wishes: str) -> str:
    """The first of these that the site speaks; "" if none is."""
    speaks = dict(settings.LANGUAGES)
    return next((wish for wish in wishes if wish in speaks), "")


def language_of(user: User) -> str:
    """Their own choice, else the patient's whom they follow, else their clinic's; "" unknown."""
    roles = roles_of(user)
    followed, clinic = roles.followed, roles.clinic
    return known(
        user.language, followed.language if followed else "", clinic.language if clinic else ""
    )


def language_to(user: User | None, *wishes: str) -> str:
    """For a letter: the person's own choice, else the first of these; `user` may not be there yet.

    The wishes are the patient's language, if there is one, and the clinic's.
    """
    return known(user.language if user else "", *wishes, settings.LANGUAGE_CODE)


def language_of_invited(invitation: Invitation) -> str:
    """Of the person whom the link signs in."""
    patient = invitation.patient
    return language_to(invitation.person.user, patient.language, patient.clinic.language)


def language_for(request: HttpRequest) -> str:
    """The signed-in person's language; a visitor's choice, or what the browser asks for."""
    own = language_of(request.user) if request.user.is_authenticated else ""
    return own or translation.get_language_from_request(request)


def was_chosen_by(request: HttpRequest) -> str:
    """What a visitor chose by the switch on this device; "" if they did not."""
    return known(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""))


class LanguageMiddleware:
    """Answers in the language of whoever asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_for(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        if not request.user.is_authenticated:
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", language)
        return response
