"""What the demo's clinic wrote itself: a template that learned, an own draft, changes and drafts."""

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from exercises.models import Exercise, Favourite
from patients.models import Patient, StaffMember
from programmes.build.actions import steps
from programmes.build.actions.drafting import draft_template, save_as_template, share_template
from programmes.build.actions.editing import (
    add_prescription,
    change_dose,
    change_words,
    set_note,
)
from programmes.build.difference import change_of_line
from programmes.models import Prescription, Programme, Revision


def clinics_template(by: StaffMember, slug: str, name: str) -> Programme:
    """A starter template that the clinic made its own."""
    starter = Programme.objects.templates().get(slug=slug, clinic__isnull=True)
    template = draft_template(by=by, name=name, copied_from=starter)
    change_words(programme=template, words={"promised_minutes": 15}, by=by)
    share_template(template=template, today=timezone.localdate())
    return template


def starred(by: StaffMember, *slugs: str) -> None:
    """What a physio likes to have at hand in the builder."""
    for exercise in Exercise.objects.filter(slug__in=slugs, clinic__isnull=True):
        Favourite.objects.create(by=by, exercise=exercise)


def learned(template: Programme, by: StaffMember) -> None:
    """What was changed in it after it was given: a set more, and one exercise more."""
    stage = template.stages.get(position=2)
    rows = stage.prescriptions.latest_versions().select_related("exercise", "stage")
    bird_dog = rows.get(exercise__slug="bird-dog")
    change_dose(prescription=bird_dog, dose=replace(bird_dog.dose, sets=3), by=by)
    cat_cow = Exercise.objects.get(slug="cat-cow", clinic__isnull=True)
    added = add_prescription(stage=stage, exercise=cat_cow, by=by)
    set_note(prescription=added, note="Before you get up from your desk.", by=by)


def kept_for_next_time(programme: Programme, by: StaffMember, name: str) -> None:
    save_as_template(programme=programme, by=by, name=name)


def drafted_easier(person: Patient, slug: str, by: StaffMember) -> None:
    """An open draft: the easier version of one exercise, and the stage a week longer."""
    running = person.programmes.get()
    stage = next(s for s in running.stages.current() if s.to_week >= week_of(running))
    rows = Prescription.objects.latest_versions().select_related("exercise", "stage__programme")
    steps.easier(prescription=rows.get(stage=stage, exercise__slug=slug), by=by)
    steps.hold(programme=running, by=by)


def week_of(programme: Programme) -> int:
    days = (programme.patient.local_today() - programme.start_on).days
    return days // 7 + 1


def told(was: Prescription, now: Prescription) -> None:
    """A change of some days ago, which the patient has read."""
    change = replace(change_of_line(was, now), from_day=now.active_from, why=now.change_reason)
    at = timezone.now() - timedelta(days=(timezone.localdate() - now.active_from).days)
    Prescription.objects.filter(pk=now.pk).update(created_at=at)
    Revision.objects.create(
        programme=was.stage.programme,
        by=now.changed_by,
        on=now.active_from,
        reason=now.change_reason,
        changes=[change.as_facts()],
        published_at=at,
        seen_at=at,
    )
