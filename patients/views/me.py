"""A person's own page: name, e-mail, clock, and the ways in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from .. import own_address
from ..access import follower_even_so, roles_of
from ..actions import change_own_address, change_own_details
from ..forms import AddressForm, CodeForm, OwnDetailsForm, sent_in
from ..languages import language_for, language_of
from ..models import Patient, User


@require_http_methods(["GET", "HEAD", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    patient = roles_of(request.user).patient
    form = OwnDetailsForm(
        sent_in(request),
        initial=own_details(request.user, patient),
        has_clock=patient is not None,
        has_session=roles_of(request.user).followed is not None,
    )
    if not form.is_valid():
        return render(
            request, "patients/me.html", {"form": form}, status=422 if form.errors else 200
        )
    change_own_details(user=request.user, **form.cleaned_data)
    # In the language that was just chosen.
    with translation.override(language_for(request)):
        messages.success(request, _("Saved."))
    return redirect("patients:me")


def own_details(user: User, patient: Patient | None) -> dict:
    """What the form begins with."""
    return {
        "name": user.name,
        "language": language_of(user),
        "text_size": user.text_size,
        "time_zone": patient.time_zone if patient else "",
        "wants_voice": user.wants_voice,
        "wants_sounds": user.wants_sounds,
    }


@follower_even_so
@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest) -> HttpResponse:
    """Which address do you want to sign in with? A code goes there first."""
    form = AddressForm(sent_in(request))
    if form.is_valid() and not own_address.ask(request, email=form.cleaned_data["email"]):
        form.add_error("email", _("You asked for many codes. Please wait an hour."))
    if not form.is_valid():
        return render(
            request, "patients/address.html", {"form": form}, status=422 if form.errors else 200
        )
    return redirect("patients:address-code")


@follower_even_so
@require_http_methods(["GET", "HEAD", "POST"])
def address_code(request: HttpRequest) -> HttpResponse:
    """The code from the mail proves that the address is theirs."""
    email = own_address.asked_for(request)
    if not email:
        messages.error(request, _("That took too long. Please ask for a new code."))
        return redirect("patients:address")
    form = CodeForm(sent_in(request))
    if form.is_valid() and not own_address.is_proven_by(request, form.cleaned_data["code"]):
        form.add_error("code", _("That is not the code. Look again, or ask for a new one."))
    if not form.is_valid():
        context = {"form": form, "email": email}
        status = 422 if form.errors else 200
        return render(request, "patients/address_code.html", context, status=status)
    own_address.forget(request)
    if change_own_address(user=request.user, email=email):
        messages.success(request, _("You can now sign in with this e-mail."))
    else:
        messages.error(request, _("This e-mail cannot be used. Please choose another."))
    return redirect("patients:me")
