"""The pages on which a physio chooses, assigns and changes programmes."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from patients.access import patient_opened_by, patients_visible_to, physio_only
from patients.invitations import invitation_path, newest_invitation
from patients.models import Patient

from ...lines import Line
from ...models import Pause, Prescription, Programme
from ..actions import AlreadyRevised, assign, end, pause, resume, revise, take_on
from ..forms import ChangeForm, EndForm, NewPatientForm, PauseForm, StartForm
from ..succession import fingerprint, latest_version, outlook_for

READ_OR_WRITE = ["GET", "HEAD", "POST"]


def posted(request: HttpRequest) -> dict | None:
    """What was sent, for a form; None where the form is only asked for."""
    return request.POST if request.method == "POST" else None


def status_of(request: HttpRequest) -> int:
    """A form that comes back was wrong."""
    return 422 if request.method == "POST" else 200


@physio_only
@require_http_methods(READ_OR_WRITE)
def new_patient(request: HttpRequest) -> HttpResponse:
    physio = request.user.staff_member
    form = NewPatientForm(
        posted(request),
        user=request.user,
        zone=physio.clinic.time_zone,
        initial={"template": request.GET.get("template")},
    )
    if not form.is_valid():
        return render(request, "build/new_patient.html", {"form": form}, status=status_of(request))
    patient = take_on(
        by=physio,
        link_for=lambda invitation: request.build_absolute_uri(invitation_path(invitation)),
        **form.cleaned_data,
    )
    say_who_is_new(request, patient)
    if draft := patient.drafts.filter(archived_on__isnull=True).first():
        return redirect("build:builder", code=draft.code)
    return redirect("patients:invitation", code=patient.code)


def say_who_is_new(request: HttpRequest, patient: Patient) -> None:
    """And whether the link went out by mail, which nobody sees happen."""
    said = _("%(name)s is on your caseload.") % {"name": patient.name}
    if was_mailed := bool(patient.email and newest_invitation(patient).mailed_at):
        said += " " + _("Link sent to %s.") % patient.email
    messages.success(request, said)
    if patient.email and not was_mailed:
        messages.error(request, _("The mail could not be sent. The link and the QR code work."))


@physio_only
@require_http_methods(READ_OR_WRITE)
def assign_programme(request: HttpRequest, code: UUID) -> HttpResponse:
    patient = patient_opened_by(request.user, code)
    form = StartForm(
        posted(request),
        user=request.user,
        zone=patient.time_zone,
        initial={"template": request.GET.get("template")},
    )
    if not form.is_valid():
        running = patient.programmes.running()
        context = {"form": form, "patient": patient, "running": running}
        return render(request, "build/assign.html", context, status=status_of(request))
    programme = assign(
        template=form.cleaned_data["template"],
        patient=patient,
        start_on=form.cleaned_data["start_on"],
        by=request.user.staff_member,
    )
    words = {"name": patient.name, "programme": programme.name}
    messages.success(request, _("%(name)s now has “%(programme)s”.") % words)
    return redirect("review:patient", code=patient.code)


def prescription_opened_by(request: HttpRequest, code: UUID) -> tuple[Prescription, Patient]:
    """A prescription of a programme that still runs.

    The reading goes on record; not once more for each key while the dose is read back.
    """
    running = Programme.objects.running()
    wanted = Prescription.objects.filter(stage__programme__in=running)
    related = wanted.select_related("exercise", "stage__programme__patient")
    prescription = get_object_or_404(related, code=code)
    whose = prescription.stage.programme.patient.code
    if request.htmx:
        return prescription, get_object_or_404(patients_visible_to(request.user), code=whose)
    return prescription, patient_opened_by(request.user, whose)


@physio_only
@require_http_methods(READ_OR_WRITE)
def change_prescription(request: HttpRequest, code: UUID) -> HttpResponse:
    prescription, patient = prescription_opened_by(request, code)
    if request.method != "POST" and prescription.ended_on:
        return redirect("build:change", code=latest_version(prescription).code)
    form = ChangeForm(posted(request), instance=prescription)
    if "preview" in request.POST or not form.is_valid():
        return change_page(request, form, patient)
    try:
        changed = revise(
            prescription=prescription,
            change=form.change(),
            reason=form.cleaned_data["reason"],
            by=request.user.staff_member,
            seen=form.cleaned_data["seen"],
        )
    except AlreadyRevised:
        return change_page(request, form, patient, was_revised=True)
    messages.success(request, f"{changed.exercise.name}: {Line(changed).in_short}")
    return redirect("review:patient", code=patient.code)


def change_page(
    request: HttpRequest, form: ChangeForm, patient: Patient, *, was_revised: bool = False
) -> HttpResponse:
    """The form with the dose read back; where somebody was faster, with what they wrote."""
    is_bound_and_valid = form.is_bound and form.is_valid()
    if request.htmx:
        return render(request, "build/_read_back.html", {"form": form})
    latest = latest_version(form.instance)
    context = {
        "form": form,
        "patient": patient,
        "line": Line(latest),
        "seen": fingerprint(latest),
        "outlook": outlook_for(latest),
        "was_revised": was_revised,
    }
    status = 409 if was_revised else 200 if is_bound_and_valid else status_of(request)
    return render(request, "build/change.html", context, status=status)


def programme_opened_by(request: HttpRequest, code: UUID) -> Programme:
    """A patient's programme that still runs, the reading put on record."""
    running = Programme.objects.running().select_related("patient")
    programme = get_object_or_404(running, code=code)
    programme.patient = patient_opened_by(request.user, programme.patient.code)
    return programme


@physio_only
@require_http_methods(READ_OR_WRITE)
def pause_programme(request: HttpRequest, code: UUID) -> HttpResponse:
    programme = programme_opened_by(request, code)
    today = programme.patient.local_today()
    form = PauseForm(posted(request), today=today)
    if not form.is_valid():
        context = {"form": form, "programme": programme}
        return render(request, "build/pause.html", context, status=status_of(request))
    by = request.user.staff_member
    paused = pause(programme=programme, from_day=today, by=by, **form.cleaned_data)
    messages.success(request, said_of(paused))
    return redirect("review:patient", code=programme.patient.code)


def said_of(paused: Pause) -> str:
    """How long it lasts, as it was kept."""
    if paused.to_day is None:
        return _("Paused from today. The weeks stand still until you resume it.")
    said = _("Paused until %(day)s. From the day after, the weeks go on by themselves.")
    return said % {"day": date_format(paused.to_day, "j F Y")}


@physio_only
@require_POST
def resume_programme(request: HttpRequest, code: UUID) -> HttpResponse:
    programme = programme_opened_by(request, code)
    by = request.user.staff_member
    resume(programme=programme, on=programme.patient.local_today(), by=by)
    messages.success(request, _("The programme counts again from today."))
    return redirect("review:patient", code=programme.patient.code)


@physio_only
@require_http_methods(READ_OR_WRITE)
def end_programme(request: HttpRequest, code: UUID) -> HttpResponse:
    programme = programme_opened_by(request, code)
    form = EndForm(posted(request))
    if not form.is_valid():
        context = {"form": form, "programme": programme}
        return render(request, "build/end.html", context, status=status_of(request))
    end(
        programme=programme,
        today=programme.patient.local_today(),
        reason=form.cleaned_data["reason"],
        by=request.user.staff_member,
    )
    messages.success(request, _("The programme has ended. Its log is kept."))
    return redirect("review:patient", code=programme.patient.code)
