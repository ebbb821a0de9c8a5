"""A patient wants to stop: ask why, kindly, and let the physio answer."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from patients.access import patient_opened_by, physio_only, roles_of, speaker_only

from ...opening import followed_opened_by
from ...reasons import choices_for, for_today
from .. import actions
from ..forms import StopForm


@speaker_only
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest) -> HttpResponse:
    """The other ways first; then why, if they like. The plan and the log stay as they are."""
    patient = followed_opened_by(request)
    sent = request.POST if request.method == "POST" else None
    form = StopForm(sent, offered=for_today(choices_for(patient.clinic)))
    if form.is_valid():
        note = form.cleaned_data["note"]
        actions.wish_to_stop(patient=patient, choice=form.chosen, note=note, by=request.user)
        return redirect("missed:stop")
    context = {
        "form": form,
        "patient": patient,
        "wish": patient.stop_wishes.open().first(),
        "message_ids": [uuid4(), uuid4()],
    }
    return render(request, "missed/stop.html", context, status=422 if form.errors else 200)


@speaker_only
@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    if actions.take_wish_back(patient=roles_of(request.user).followed):
        messages.success(request, _("Good to have you. Your plan goes on as it was."))
    return redirect("follow:today")


@physio_only
@require_POST
def answered(request: HttpRequest, code: UUID) -> HttpResponse:
    """The physio has spoken with them, or ended the programme: off the work list."""
    patient = patient_opened_by(request.user, code)
    if actions.answer_wish(patient=patient, by=roles_of(request.user).staff):
        messages.success(request, _("Noted. It is off your work list."))
    return redirect("review:patient", code=code)
