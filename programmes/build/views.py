"""The pages on which a physio chooses, assigns and changes programmes."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from patients.access import patient_opened_by, patients_visible_to, physio_only
from patients.actions import add_patient, invite, mail_invitation
from patients.invitations import invitation_path
from patients.models import Patient, StaffMember

from ..models import Prescription, Programme
from .actions import AlreadyRevised, assign, end, pause, resume, revise
from .forms import ChangeForm, NewPatientForm, StartForm
from .outline import Line, outline_for


@physio_only
@require_safe
def template_list(request: HttpRequest) -> HttpResponse:
    templates = Programme.objects.usable_by(request.user).annotate(
        exercise_count=Count("stages__prescriptions__exercise", distinct=True)
    )
    return render(request, "build/template_list.html", {"templates": templates})


@physio_only
@require_safe
def template(request: HttpRequest, code: UUID) -> HttpResponse:
    programme = get_object_or_404(Programme.objects.usable_by(request.user), code=code)
    context = {
        "programme": programme,
        "outline": outline_for(programme),
        "sources": programme.sources.all(),
    }
    return render(request, "build/template.html", context)


@physio_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_patient(request: HttpRequest) -> HttpResponse:
    physio = request.user.staff_member
    form = NewPatientForm(
        request.POST or None,
        user=request.user,
        zone=physio.clinic.time_zone,
        initial={"template": request.GET.get("template")},
    )
    if not form.is_valid():
        return render(
            request, "build/new_patient.html", {"form": form}, status=422 if form.errors else 200
        )
    patient = start(request, form.cleaned_data, physio)
    messages.success(request, f"{patient.name} is on your caseload.")
    return redirect("patients:invitation", code=patient.code)


def start(request: HttpRequest, wanted: dict, physio: StaffMember) -> Patient:
    """The patient, the programme and the invitation, together or not at all."""
    with transaction.atomic():
        patient = add_patient(
            by=physio,
            name=wanted["name"],
            email=wanted["email"],
            time_zone=wanted["time_zone"],
        )
        if wanted["template"]:
            assign(
                template=wanted["template"], patient=patient, start_on=wanted["start_on"], by=physio
            )
        invitation = invite(patient=patient, by=physio)
        if patient.email:
            link = request.build_absolute_uri(invitation_path(invitation))
            transaction.on_commit(lambda: mail_invitation(invitation=invitation, link=link))
    return patient


@physio_only
@require_http_methods(["GET", "HEAD", "POST"])
def assign_programme(request: HttpRequest, code: UUID) -> HttpResponse:
    patient = patient_opened_by(request.user, code)
    form = StartForm(
        request.POST or None,
        user=request.user,
        zone=patient.time_zone,
        initial={"template": request.GET.get("template")},
    )
    if not form.is_valid():
        context = {"form": form, "patient": patient}
        return render(request, "build/assign.html", context, status=422 if form.errors else 200)
    programme = assign(
        template=form.cleaned_data["template"],
        patient=patient,
        start_on=form.cleaned_data["start_on"],
        by=request.user.staff_member,
    )
    messages.success(request, f"{patient.name} now has “{programme.name}”.")
    return redirect("review:patient", code=patient.code)


@physio_only
@require_http_methods(["GET", "HEAD", "POST"])
def change_prescription(request: HttpRequest, code: UUID) -> HttpResponse:
    wanted = Prescription.objects.select_related("exercise", "stage__programme__patient")
    mine = wanted.filter(stage__programme__patient__in=patients_visible_to(request.user))
    prescription = get_object_or_404(mine, code=code)
    patient = prescription.stage.programme.patient
    form = ChangeForm(request.POST or None, instance=prescription)
    if form.is_valid():
        try:
            revise(
                prescription=prescription,
                change=form.change(),
                reason=form.cleaned_data["reason"],
                by=request.user.staff_member,
            )
        except AlreadyRevised:
            form.add_error(None, "Somebody changed this meanwhile. Look at the newer version first.")
        else:
            messages.success(request, f"{prescription.exercise.name} is changed.")
            return redirect("review:patient", code=patient.code)
    context = {"form": form, "patient": patient, "line": Line(prescription)}
    return render(request, "build/change.html", context, status=422 if form.errors else 200)


def programme_opened_by(request: HttpRequest, code: UUID) -> Programme:
    mine = Programme.objects.running().filter(patient__in=patients_visible_to(request.user))
    return get_object_or_404(mine.select_related("patient"), code=code)


@physio_only
@require_POST
def pause_programme(request: HttpRequest, code: UUID) -> HttpResponse:
    programme = programme_opened_by(request, code)
    pause(
        programme=programme,
        from_day=programme.patient.local_today(),
        reason=request.POST.get("reason", "")[:200],
        by=request.user.staff_member,
    )
    messages.success(request, "Paused from today. The weeks stand still until you resume it.")
    return redirect("review:patient", code=programme.patient.code)


@physio_only
@require_POST
def resume_programme(request: HttpRequest, code: UUID) -> HttpResponse:
    programme = programme_opened_by(request, code)
    resume(programme=programme, on=programme.patient.local_today())
    messages.success(request, "The programme counts again from today.")
    return redirect("review:patient", code=programme.patient.code)


@physio_only
@require_POST
def end_programme(request: HttpRequest, code: UUID) -> HttpResponse:
    programme = programme_opened_by(request, code)
    today = programme.patient.local_today()
    end(programme=programme, on=today, reason=request.POST.get("reason", "")[:200])
    messages.success(request, "The programme has ended. Its log is kept.")
    return redirect("review:patient", code=programme.patient.code)
