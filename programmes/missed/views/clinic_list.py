"""The clinic's own list of reasons, and what it says to each. For physios and clinic admins."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from patients.access import clinic_keeper_only, roles_of

from ...models import MissedReason
from ...usual_reasons import USUAL
from .. import actions
from ..forms import OwnReasonForm


def own(request: HttpRequest, code: UUID) -> MissedReason:
    clinic = roles_of(request.user).clinic
    return get_object_or_404(clinic.missed_reasons.select_related("clinic"), code=code)


@clinic_keeper_only
@require_safe
def reasons(request: HttpRequest) -> HttpResponse:
    rows = list(roles_of(request.user).clinic.missed_reasons.all())
    context = {
        "in_use": [row for row in rows if row.retired_on is None],
        "retired": [row for row in rows if row.retired_on is not None],
        "usual": () if rows else USUAL,
    }
    return render(request, "missed/reasons.html", context)


@clinic_keeper_only
@require_POST
def make_own(request: HttpRequest) -> HttpResponse:
    actions.make_list_own(clinic=roles_of(request.user).clinic)
    messages.success(request, _("The list is yours now. Change what you like."))
    return redirect("missed:reasons")


@clinic_keeper_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, code: UUID) -> HttpResponse:
    return write(request, own(request, code))


@clinic_keeper_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    return write(request, MissedReason(clinic=roles_of(request.user).clinic))


def write(request: HttpRequest, reason: MissedReason) -> HttpResponse:
    form = OwnReasonForm(request.POST if request.method == "POST" else None, instance=reason)
    if not form.is_valid():
        context = {"form": form, "is_new": reason.pk is None}
        return render(request, "missed/reason.html", context, status=422 if form.errors else 200)
    actions.keep_reason(reason=form.save(commit=False))
    messages.success(request, _("Saved. Patients see it from now on."))
    return redirect("missed:reasons")


@clinic_keeper_only
@require_POST
def move_up(request: HttpRequest, code: UUID) -> HttpResponse:
    actions.move_up(reason=own(request, code))
    return redirect("missed:reasons")


@clinic_keeper_only
@require_POST
def retire(request: HttpRequest, code: UUID) -> HttpResponse:
    """Out of use, or back in; what was answered with it keeps its words."""
    reason = own(request, code)
    reason.retired_on = None if reason.retired_on else timezone.localdate()
    reason.save(update_fields=["retired_on"])
    return redirect("missed:reasons")
