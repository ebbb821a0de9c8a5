"""The first session together: the physio's screen, and the patient's phone that follows it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from patients.access import (
    follower_only,
    patient_opened_by,
    patients_visible_to,
    physio_only,
    roles_of,
)
from patients.actions import invite
from patients.models import AccessRecord

from ..models import Rehearsal
from ..opening import followed_opened_by
from .actions import begin, finish, mark, phone_came, show
from .forms import ALL, BEFORE, FINISH, NEXT, AskedForm, MarkForm, ShowForm, filled_from
from .phone import MOST_ASKED, is_phone_here, link_for
from .room import Room, Step, phone_view_for, room_for, state_of, texts_for


def rehearsal_of(request: HttpRequest, code: UUID) -> Rehearsal:
    """A rehearsal of a patient whom the physio may see."""
    seen = Rehearsal.objects.filter(patient__in=patients_visible_to(request.user))
    related = seen.select_related("patient__clinic", "patient__user", "by__user", "showing")
    return get_object_or_404(related, code=code)


@physio_only
@require_POST
def begin_together(request: HttpRequest, code: UUID) -> HttpResponse:
    patient = patient_opened_by(request.user, code, what=AccessRecord.What.INVITATION)
    rehearsal = begin(patient=patient, by=roles_of(request.user).staff)
    return redirect("rehearse:screen", code=rehearsal.code)


@physio_only
@require_safe
def screen(request: HttpRequest, code: UUID) -> HttpResponse:
    """First the code for the phone, then one exercise at a time, at last what is understood."""
    rehearsal = rehearsal_of(request, code)
    if request.htmx:
        return phone_answer(request, rehearsal)
    patient_opened_by(request.user, rehearsal.patient.code)
    room = room_for(rehearsal)
    if rehearsal.is_finished:
        return render(request, "rehearse/summary.html", {"room": room})
    if room.current is None or "code" in request.GET:
        return phone_answer(request, rehearsal, room)
    return exercise_page(request, room, room.current)


def phone_answer(
    request: HttpRequest, rehearsal: Rehearsal, room: Room | None = None
) -> HttpResponse:
    """The page with the code; for htmx the part of it that says whether the phone is here."""
    asked = AskedForm(request.GET).times
    context = {
        "rehearsal": rehearsal,
        "room": room,
        "is_here": is_phone_here(rehearsal),
        "asked": asked + 1,
        "asks_on": asked < MOST_ASKED,
    }
    if room is None:
        return render(request, "rehearse/_phone.html", context)
    return render(request, "rehearse/code.html", context | link_for(request, rehearsal.patient))


def exercise_page(
    request: HttpRequest, room: Room, step: Step, form: MarkForm | None = None
) -> HttpResponse:
    context = {
        "room": room,
        "step": step,
        "how": texts_for(step),
        "form": form or MarkForm(initial=filled_from(step)),
    }
    return render(request, "rehearse/exercise.html", context, status=422 if form else 200)


@physio_only
@require_POST
def new_link(request: HttpRequest, code: UUID) -> HttpResponse:
    """For a phone that is not signed in: a link that signs it in, once."""
    rehearsal = rehearsal_of(request, code)
    patient = patient_opened_by(
        request.user, rehearsal.patient.code, what=AccessRecord.What.INVITATION
    )
    invite(patient=patient, by=roles_of(request.user).staff)
    return redirect(f"{rehearsal.get_absolute_url()}?code=new")


@physio_only
@require_POST
def show_exercise(request: HttpRequest, code: UUID) -> HttpResponse:
    rehearsal = rehearsal_of(request, code)
    form = ShowForm(request.POST)
    asked = form.cleaned_data["prescription"] if form.is_valid() else None
    step = room_for(rehearsal).step_named(asked)
    if step is None:
        messages.error(request, _("That exercise is not in the plan any more."))
    elif not rehearsal.is_finished:
        show(rehearsal=rehearsal, prescription=step.prescription)
    return redirect(rehearsal)


@physio_only
@require_POST
def mark_exercise(request: HttpRequest, code: UUID) -> HttpResponse:
    """Keep the marks and the cue of one exercise, then stay or go on."""
    rehearsal = rehearsal_of(request, code)
    room, form = room_for(rehearsal), MarkForm(request.POST)
    is_valid = form.is_valid()
    step = room.step_named(form.cleaned_data.get("prescription"))
    if step is None or rehearsal.is_finished:
        messages.error(request, _("Nothing was saved: that exercise is not open any more."))
        return redirect(rehearsal)
    if not is_valid:
        return exercise_page(request, room, step, form)
    is_kept = mark(
        rehearsal=rehearsal,
        prescription=step.prescription,
        marks=form.marks,
        cue=form.cleaned_data["cue"],
        by=roles_of(request.user).staff,
        seen=form.cleaned_data["seen"] if request.htmx else "",
    )
    if request.htmx:
        seen = state_of(form.marks, form.cleaned_data["cue"])
        return render(request, "rehearse/_saved.html", {"is_kept": is_kept, "seen": seen})
    return go_on(room, step, form.cleaned_data["then"])


def go_on(room: Room, step: Step, then: str) -> HttpResponse:
    if then == FINISH:
        finish(rehearsal=room.rehearsal)
    by = {NEXT: 1, ALL: 1, BEFORE: -1}.get(then, 0)
    if other := room.neighbour_of(step, by):
        show(rehearsal=room.rehearsal, prescription=other.prescription)
    return redirect(room.rehearsal)


@physio_only
@require_POST
def finish_together(request: HttpRequest, code: UUID) -> HttpResponse:
    rehearsal = rehearsal_of(request, code)
    finish(rehearsal=rehearsal)
    return redirect(rehearsal)


@follower_only
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """The patient's phone: the exercise that the physio's screen shows."""
    view = phone_view_for(followed_opened_by(request))
    template = "rehearse/_room.html" if request.htmx else "rehearse/own.html"
    return render(request, template, {"view": view})


@follower_only
@require_POST
def here(request: HttpRequest) -> HttpResponse:
    """The phone says that it is here."""
    rehearsal = roles_of(request.user).followed.rehearsals.going_on().first()
    if rehearsal:
        phone_came(rehearsal=rehearsal)
    return redirect("rehearse:own")
