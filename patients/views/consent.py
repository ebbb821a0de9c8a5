"""What did this person agree to? On one screen, to read again, take back, or give anew."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ..access import follower_even_so, roles_of
from ..actions import agree_again, withdraw_consent
from ..consent_words import consent_context
from ..models import Consent


@follower_even_so
@require_safe
def consent(request: HttpRequest) -> HttpResponse:
    roles = roles_of(request.user)
    given = Consent.objects.filter(patient=roles.followed, given_by=request.user)
    context = consent_context(roles.clinic, is_carer=not roles.is_patient)
    return render(request, "patients/consent.html", context | {"given": list(given)})


@follower_even_so
@require_POST
def agree(request: HttpRequest) -> HttpResponse:
    roles = roles_of(request.user)
    context = consent_context(roles.clinic, is_carer=not roles.is_patient)
    agree_again(user=request.user, patient=roles.followed, text=context["consent_text"])
    messages.success(request, _("Thank you. The plan is open again."))
    return redirect("follow:today")


@follower_even_so
@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    withdraw_consent(user=request.user, patient=roles_of(request.user).followed)
    return redirect("patients:consent")
