"""The pages that belong to the installation itself: the front door, health, the demo's outbox."""

from datetime import timedelta

from allauth.account.views import logout
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from patients.access import home_url_for, roles_of
from patients.phone import clear_phone

from .demo_mail import newest_mails

SECURITY_TXT_HOLDS = timedelta(days=180)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return redirect(home_url_for(request.user))


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the app and its database answer, 503 when the database does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database not reachable\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell about a hole, after RFC 9116."""
    context = {
        "contact": settings.SECURITY_CONTACT,
        "expires": timezone.now() + SECURITY_TXT_HOLDS,
        "address": request.build_absolute_uri(),
    }
    return render(request, "security.txt", context, content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def demo_outbox(request: HttpRequest) -> HttpResponse:
    if not settings.IS_DEMO:
        raise Http404
    return render(request, "demo/outbox.html", {"mails": newest_mails()})


@login_not_required
def not_here(request: HttpRequest, **kwargs) -> HttpResponse:
    """A page of a library that this site does not offer."""
    raise Http404


@login_not_required
def sign_out(request: HttpRequest) -> HttpResponse:
    """allauth's own; whoever signs out leaves nothing on the device."""
    answer = logout(request)
    return clear_phone(answer) if request.method == "POST" else answer


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


class AddPasskey(AddWebAuthnView):
    """A patient is back at "Signing in": spare codes are for those whom a passkey locks out."""

    def get_success_url(self) -> str:
        own = roles_of(self.request.user)
        return reverse("mfa_index") if own.followed else super().get_success_url()


add_passkey = AddPasskey.as_view()
