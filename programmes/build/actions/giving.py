"""What does a physio do with programmes: assign, revise, pause, end."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from patients.actions import add_patient, invite, mail_invitation
from patients.models import Invitation, Patient, StaffMember

from ...models import Completion, Pause, Prescription, Programme, Revision
from ..change import Change, apply, says_the_same
from ..default_names import programme_name
from ..difference import change_of_line
from ..succession import fingerprint, first_free_day
from .copying import copy_of, copy_stages
from .drafting import draft_for_patient


@transaction.atomic
def take_on(
    *,
    by: StaffMember,
    name: str,
    email: str,
    time_zone: str,
    template: Programme | None,
    start_on: date,
    from_scratch: bool = False,
    once: UUID | None = None,
    language: str = "",
    link_for: Callable[[Invitation], str],
) -> Patient:
    """A new patient with a programme and an invitation, together or not at all.

    `from_scratch` begins an empty draft for them, planned for that start, instead of giving a
    template. With an e-mail address the link is sent after the commit. `once` is made with the
    form: sent twice, it stays one patient.
    """
    StaffMember.objects.select_for_update().get(pk=by.pk)  # a second tap waits for the first
    if once and (already := Patient.objects.filter(code=once, physio=by).first()):
        return already
    patient = add_patient(by=by, name=name, email=email, time_zone=time_zone, language=language)
    if once and not Patient.objects.filter(code=once).exists():
        patient.code = once
        patient.save(update_fields=["code"])
    if template:
        assign(template=template, patient=patient, start_on=start_on, by=by)
    elif from_scratch:
        name = programme_name(patient)
        draft_for_patient(patient=patient, by=by, name=name, planned_start_on=start_on)
    invitation = invite(patient=patient, by=by)
    if email:
        link = link_for(invitation)
        transaction.on_commit(lambda: mail_invitation(invitation=invitation, link=link))
    return patient


@transaction.atomic
def assign(*, template: Programme, patient: Patient, start_on: date, by: StaffMember) -> Programme:
    """Give the patient a copy of the template. Later edits of the template never reach it.

    The same template from the same day, sent twice, stays one while it runs.
    """
    Patient.objects.select_for_update().get(pk=patient.pk)
    same = patient.programmes.running().filter(template=template, start_on=start_on)
    if already := same.first():
        return already
    given = {"template": template, "clinic": patient.clinic, "patient": patient}
    programme = copy_of(template, **given, physio=by, start_on=start_on)
    copy_stages(template, programme, by=by)
    return programme


class AlreadyRevised(Exception):
    """Somebody ended this version meanwhile; the newer one is to be looked at first."""


@transaction.atomic
def revise(
    *,
    prescription: Prescription,
    change: Change,
    reason: str,
    by: StaffMember,
    seen: str = "",
) -> Prescription:
    """Change one prescription from today on: the version that holds is ended and succeeded.

    If today's is already ticked, the new version begins tomorrow. A change that changes nothing
    makes no version. `seen` is the fingerprint of the version that was changed. Raises
    AlreadyRevised when that is no longer the latest.
    """
    Programme.objects.select_for_update().get(pk=prescription.stage.programme_id)
    rows = Prescription.objects.select_related("exercise", "stage__programme__patient")
    current = rows.get(pk=prescription.pk)
    if current.ended_on is not None or (seen and seen != fingerprint(current)):
        raise AlreadyRevised
    if says_the_same(change, current):
        return current
    first_day = first_free_day(current)
    Prescription.objects.filter(pk=current.pk).update(ended_on=first_day)
    successor = Prescription(
        stage=current.stage,
        exercise=current.exercise,
        position=current.position,
        line=current.line,
        succeeds=current,
        active_from=first_day,
        in_other_languages=current.in_other_languages,
    )
    apply(change, successor, by=by, reason=reason)
    successor.save()
    tell(current, successor, reason=reason, by=by)
    return successor


def tell(was: Prescription, now: Prescription, *, reason: str, by: StaffMember) -> Revision:
    """Keep what was changed for the patient, who reads it at the next opening."""
    change = replace(change_of_line(was, now), from_day=now.active_from, why=reason)
    programme = was.stage.programme
    return Revision.objects.create(
        programme=programme,
        by=by,
        on=programme.patient.local_today(),
        reason=reason,
        changes=[change.as_facts()],
    )


@transaction.atomic
def pause(
    *,
    programme: Programme,
    from_day: date,
    until: date | None = None,
    reason: str,
    by: StaffMember,
) -> Pause:
    """Stop the count from a day on: through the last day, or until it is resumed.

    A running pause is returned as it is.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    running = programme.pauses.lasting_on(from_day).first()
    return running or Pause.objects.create(
        programme=programme, from_day=from_day, to_day=until, reason=reason, by=by
    )


@transaction.atomic
def resume(*, programme: Programme, on: date, by: StaffMember) -> None:
    """Count again from this day on. A pause that began today leaves no trace."""
    running = programme.pauses.select_for_update().lasting_on(on)
    running.filter(from_day__gte=on).delete()
    running.update(to_day=on - timedelta(days=1), resumed_by=by)


@transaction.atomic
def end(*, programme: Programme, today: date, reason: str, by: StaffMember) -> None:
    """It holds no longer from today on; from tomorrow if something of it was done today.

    The log stays. One that has not begun by then never does: its prescriptions end with it.
    With the last programme a wish to stop has its answer.
    """
    ticks = Completion.objects.standing().filter(prescription__stage__programme=programme)
    last_ticked = ticks.filter(on__gte=today).order_by("-on").values_list("on", flat=True).first()
    last_day = last_ticked or today - timedelta(days=1)
    if last_day < programme.start_on:
        last_day = programme.start_on
        current = Prescription.objects.filter(stage__programme=programme).latest_versions()
        current.filter(active_from__isnull=True).update(ended_on=programme.start_on)
        current.update(ended_on=F("active_from"))
    programme.drafts.filter(archived_on__isnull=True).update(archived_on=today)
    programme.ended_on, programme.end_reason, programme.ended_by = last_day, reason, by
    programme.save(update_fields=["ended_on", "end_reason", "ended_by"])
    if not programme.patient.programmes.running().exists():
        programme.patient.stop_wishes.open().update(answered_at=timezone.now())
