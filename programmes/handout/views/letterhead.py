"""Which logo stands on the clinic's paper? A clinic admin puts one there, or takes it off."""

from uuid import uuid4

from django import forms
from django.contrib import messages
from django.core.files.base import ContentFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from patients.access import clinic_admin_only, roles_of
from patients.models import Clinic

from ..embedded import embedded
from ..forms import LogoForm


@clinic_admin_only
@require_http_methods(["GET", "HEAD", "POST"])
def logo(request: HttpRequest) -> HttpResponse:
    clinic = roles_of(request.user).clinic
    form = LogoForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if not form.is_valid():
        return logo_page(request, form, clinic)
    earlier = clinic.logo.name
    small = ContentFile(form.cleaned_data["picture"].small)
    clinic.logo.save(f"{uuid4().hex}.webp", small, save=False)
    clinic.save(update_fields=["logo"])
    if earlier:
        clinic.logo.storage.delete(earlier)
    messages.success(request, _("The logo is on your handouts."))
    return redirect("handout:logo")


@clinic_admin_only
@require_POST
def take_off(request: HttpRequest) -> HttpResponse:
    clinic = roles_of(request.user).clinic
    clinic.logo.delete(save=False)
    clinic.save(update_fields=["logo"])
    messages.success(request, _("The handouts have no logo now."))
    return redirect("handout:logo")


def logo_page(request: HttpRequest, form: forms.Form, clinic: Clinic) -> HttpResponse:
    context = {"form": form, "logo": embedded(clinic.logo)}
    return render(request, "handout/logo.html", context, status=422 if form.errors else 200)
