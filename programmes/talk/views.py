"""The thread, on the patient's phone and on the physio's screen."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from patients.access import log_reader_only, patient_opened_by, physio_only, roles_of
from patients.models import Patient

from ..thread import askable, ready_replies, thread_for
from ..without_signal import is_kept_unread, is_watched, wants_data
from .actions import mark_seen, write
from .forms import MessageForm

ASKED_BEFORE = _("That message could not be taken. Nothing was sent; please send it again.")


@log_reader_only
@require_http_methods(["GET", "HEAD", "POST"])
def own_thread(request: HttpRequest) -> HttpResponse:
    """The patient's own; a carer who may read the log reads it, and writes if they may."""
    roles = roles_of(request.user)
    patient = roles.followed
    if request.method == "POST" and not roles.may_write:
        raise PermissionDenied
    form = MessageForm(
        request.POST if request.method == "POST" else None,
        askable=askable(patient),
        initial={"about": request.GET.get("about", "")},
    )
    if form.is_valid():
        return sent(request, patient, form, from_clinic=False)
    thread = thread_for(patient)
    speaks = roles.is_patient or (roles.may_write and patient.user_id is None)
    if speaks and not is_kept_unread(request):
        mark_seen(patient=patient, by=request.user, from_clinic=True)
    context = {"thread": thread, "form": form if roles.may_write else None}
    return render(request, "talk/own.html", context, status=422 if form.errors else 200)


@physio_only
@require_http_methods(["GET", "HEAD", "POST"])
def thread(request: HttpRequest, code: UUID) -> HttpResponse:
    patient = patient_opened_by(request.user, code)
    form = MessageForm(request.POST if request.method == "POST" else None, askable=askable(patient))
    if form.is_valid():
        return sent(request, patient, form, from_clinic=True)
    shown = thread_for(patient)
    mark_seen(patient=patient, by=request.user, from_clinic=False)
    context = {
        "patient": patient,
        "thread": shown,
        "form": form,
        "replies": [(uuid4(), text) for text in ready_replies(patient.clinic)],
    }
    return render(request, "talk/thread.html", context, status=422 if form.errors else 200)


@physio_only
@require_POST
def reply(request: HttpRequest, code: UUID) -> HttpResponse:
    """A ready reply, sent with one click."""
    patient = patient_opened_by(request.user, code)
    form = MessageForm(request.POST)
    if form.is_valid():
        return sent(request, patient, form, from_clinic=True)
    messages.error(request, _("Nothing was sent. Write a message instead."))
    return redirect("talk:thread", code=patient.code)


def sent(
    request: HttpRequest, patient: Patient, form: MessageForm, *, from_clinic: bool
) -> HttpResponse:
    made = write(
        patient=patient,
        by=request.user,
        from_clinic=from_clinic,
        text=form.cleaned_data["text"],
        message_id=form.sent_id,
        prescription=form.pinned_to,
        site=request.build_absolute_uri("/"),
    )
    if made is None and wants_data(request):
        return JsonResponse({"status": "refused", "words": ASKED_BEFORE}, status=422)
    if made is None:
        messages.error(request, ASKED_BEFORE)
    elif is_watched(request):
        messages.success(request, _("Sent."))
    if from_clinic and request.POST.get("from") == "record":
        return redirect("review:patient", code=patient.code)
    if from_clinic:
        return redirect("talk:thread", code=patient.code)
    if wants_data(request):
        return JsonResponse({"status": "created", "next": reverse("talk:own")})
    return redirect("talk:own")
