"""Who must sign in first? Everyone, on every page that does not say it is open."""

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.urls import reverse


class SignInFirstMiddleware(LoginRequiredMiddleware):
    """Django's own; a fragment asked for by htmx sends the whole page to the sign-in instead."""

    def handle_no_permission(self, request: HttpRequest, view_func) -> HttpResponse:
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(status=401, headers={"HX-Redirect": reverse("account_login")})
        return super().handle_no_permission(request, view_func)
