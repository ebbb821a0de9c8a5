"""Who must sign in first? Everyone, on every page that does not say it is open.

And who must set up a second factor first? Staff, where their clinic wants it.
"""

from urllib.parse import urlencode, urlsplit

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from .access import roles_of
from .phone import clear_phone, phone_key, was_removed
from .sign_in import lacks_second_factor

# What somebody needs to set a second factor up, or to leave.
WAY_TO_SECOND_FACTOR = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "account_reauthenticate",
    "account_logout",
    "patients:choose-language",
}


class SignInFirstMiddleware(LoginRequiredMiddleware):
    """Django's own; a fragment asked for by htmx sends the whole page to the sign-in instead.

    Scripts that ask for data are told that nobody is signed in. A device whose sign-in was ended
    from another one is cleared.
    """

    def process_view(
        self, request: HttpRequest, view_func, view_args: tuple, view_kwargs: dict
    ) -> HttpResponse | None:
        answer = super().process_view(request, view_func, view_args, view_kwargs)
        if answer or not request.user.is_authenticated:
            return answer
        is_open = request.resolver_match.view_name in WAY_TO_SECOND_FACTOR
        if is_open or not lacks_second_factor(request.user):
            return None
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(status=403, headers={"HX-Redirect": reverse("mfa_index")})
        return redirect("mfa_index")

    def handle_no_permission(self, request: HttpRequest, view_func) -> HttpResponse:
        answer = self.way_to_sign_in(request, view_func)
        return clear_phone(answer) if was_removed(request) else answer

    def way_to_sign_in(self, request: HttpRequest, view_func) -> HttpResponse:
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(status=401, headers={"HX-Redirect": sign_in_and_back(request)})
        if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
            return JsonResponse({"status": "signed out"}, status=401)
        return super().handle_no_permission(request, view_func)

    def process_response(self, request: HttpRequest, answer: HttpResponse) -> HttpResponse:
        """A phone that keeps pages hears whose sign-in this is, and hides those of anybody else."""
        if hasattr(request, "user") and request.user.is_authenticated:
            answer["X-Who"] = phone_key(roles_of(request.user)) or "-"
        return answer


def sign_in_and_back(request: HttpRequest) -> str:
    """To the sign-in, and then to the page that asked for the fragment, if it is one of ours."""
    page = urlsplit(request.headers.get("HX-Current-URL", ""))
    address = reverse("account_login")
    if page.netloc != request.get_host():
        return address
    return f"{address}?{urlencode({REDIRECT_FIELD_NAME: page.path})}"
