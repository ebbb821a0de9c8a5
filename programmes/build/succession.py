"""From which day may a changed prescription hold, and is it still the version that was seen?"""

from dataclasses import dataclass
from datetime import date, timedelta

from ..models import Completion, Prescription, Stage
from .said import fingerprint_of, said_by_prescription, said_by_stage


@dataclass(frozen=True)
class Outlook:
    """What a change would do: the day it holds from, and how often this version was done."""

    first_day: date
    is_today: bool
    done_count: int


def outlook_for(prescription: Prescription) -> Outlook:
    first_day = first_free_day(prescription)
    today = prescription.stage.programme.patient.local_today()
    done = prescription.completions.done().count()
    return Outlook(first_day, first_day == today, done)


def first_free_day(prescription: Prescription) -> date:
    """Today on the patient's clock, or the day after the last one that already has a tick.

    Never before this version itself began.
    """
    today = prescription.stage.programme.patient.local_today()
    ticks = Completion.objects.standing().filter(prescription__line=prescription.line)
    ticked = ticks.filter(on__gte=today).order_by("-on").values_list("on", flat=True).first()
    free = ticked + timedelta(days=1) if ticked else today
    return max(free, prescription.active_from or free)


def latest_version(prescription: Prescription) -> Prescription:
    """The version of the same line that nobody has ended; itself if there is none."""
    versions = Prescription.objects.select_related("exercise", "stage", "changed_by__user")
    return versions.filter(line=prescription.line).latest_versions().first() or prescription


def fingerprint(prescription: Prescription) -> str:
    """Differs when the prescription says something else: what a form was opened with."""
    is_there = prescription.ended_on is None
    return fingerprint_of([said_by_prescription(prescription), prescription.pk, is_there])


def stage_fingerprint(stage: Stage) -> str:
    is_there = stage.removed_on is None
    return fingerprint_of([said_by_stage(stage), stage.pk, is_there])
