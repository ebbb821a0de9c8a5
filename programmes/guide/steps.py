"""What is still to do today, exercise by exercise? The next open slot of each."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.urls import reverse

from exercises.dosing.dose import Dose, in_sentences, in_short, seconds_for
from exercises.models import Exercise
from exercises.models.publishing import lines_of
from patients.models import Patient

from ..cues import Cue, Cues, cues_for
from ..day import Day, DayItem, build_day, ticks_needed_from
from ..models import Completion, Prescription, Session
from ..plans import Plan, running_plans_for, ticks_for
from ..shown import dose_for
from . import words
from .fitting import Choosable, fewer_sets, fitting, most_sets
from .rhythm import Step, steps_of

CUES_SHOWN = 2
LIGHTS = ("green", "amber", "red")


@dataclass(frozen=True)
class HowTo:
    """The long texts of an exercise that the session shows."""

    steps: str = ""
    cues: str = ""
    is_new: bool = False  # the patient has never done it


@dataclass(frozen=True)
class GuidedExercise:
    """One exercise of the session in one slot, with its steps."""

    item: DayItem
    how_to: HowTo = HowTo()
    affected_side: str = ""
    own_cue: Cue | None = None  # the physio's words for this patient
    sets: int | None = None  # of a short session: fewer than the plan says

    @property
    def prescription(self) -> Prescription:
        return self.item.prescription

    @property
    def exercise(self) -> Exercise:
        return self.prescription.exercise

    @property
    def dose(self) -> Dose:
        """The dose with the affected side named, where the clinic told which it is."""
        dose = dose_for(self.prescription, self.affected_side)
        return fewer_sets(dose, self.sets) if self.sets else dose

    @property
    def dose_words(self) -> str:
        said = in_sentences(self.dose)
        if self.sets:
            said = [*said, words.fewer_sets(self.sets, most_sets(self.prescription.dose))]
        return " ".join(said)

    @property
    def cues(self) -> list[str]:
        """The personal one first."""
        own = [self.own_cue.in_words] if self.own_cue else []
        return own + lines_of(self.how_to.cues)[:CUES_SHOWN]

    @property
    def how(self) -> list[str]:
        return lines_of(self.how_to.steps)

    @property
    def alt(self) -> str:
        """What the drawing shows; the clinic's own picture stands beside the name."""
        return "" if self.is_photo else self.exercise.figure_alt

    @property
    def seconds(self) -> int:
        return seconds_for(self.dose, part=self.item.part)

    @cached_property
    def steps(self) -> list[Step]:
        return steps_of(self.dose, part=self.item.part)

    @property
    def steps_in_words(self) -> list[str]:
        return [words.in_list(step) for step in self.steps if step.kind in ("work", "rest")]

    @property
    def is_photo(self) -> bool:
        return bool(self.prescription.picture_code)

    @property
    def moving(self) -> str:
        """The clinic's own picture, the drawing, or "" where there is neither."""
        if self.is_photo:
            return reverse("exercises:picture", args=[self.prescription.picture_code])
        return self.exercise.figure_moving if self.exercise.figure_key else ""

    @property
    def still(self) -> str:
        return self.moving if self.is_photo or not self.moving else self.exercise.figure_still


@dataclass(frozen=True)
class GuidedSession:
    """The exercises of one sitting; a short one holds the must-do ones that fit in `minutes`."""

    patient: Patient
    day: Day
    exercises: Sequence[GuidedExercise]
    open_count: int  # of all that is still open, also where the session is short
    minutes: int | None = None
    before: int = 0  # how many of this session's exercises were answered before
    session: Session | None = None  # what was kept of the day

    @property
    def on(self) -> date:
        return self.day.date

    @property
    def answered(self) -> int:
        """How many of the day's exercises were done or skipped before."""
        return len(self.day.due_items) - self.open_count

    @property
    def skipped(self) -> int:
        return sum(item.is_skipped for item in self.day.due_items)

    @property
    def all(self) -> int:
        return self.before + len(self.exercises)

    @property
    def marks(self) -> list[bool]:
        """One for each exercise of this session: is it answered?"""
        return [True] * self.before + [False] * len(self.exercises)

    @property
    def next_item(self) -> DayItem:
        return self.exercises[0].item

    @property
    def about_minutes(self) -> int:
        return max(1, round(sum(each.seconds for each in self.exercises) / 60))

    @property
    def headline(self) -> str:
        """What stands over the first exercise."""
        if self.minutes:
            return words.short_session(self.minutes, self.all)
        which = words.which_exercise(self.before + 1, self.all)
        return f"{which} · {self.exercises[0].exercise.get_part_display()}"

    @property
    def bands(self) -> list[dict[str, str]]:
        """The clinic's words on pain, for an exercise that hurts."""
        rule = self.patient.pain_rule
        return [{"tone": t, "range": rule.range_words(t), "words": rule.words[t]} for t in LIGHTS]

    @property
    def points(self) -> list[dict[str, str | int]]:
        """The scores from 0 to 10, each with its light."""
        return [{"value": n, "band": self.patient.pain_rule.light_for(n)} for n in range(11)]

    @property
    def key(self) -> str:
        """Under which name the phone keeps where the session stopped: no word on health in it."""
        return f"{self.patient.code}.{self.on}.{digest(self.day)}"


def guided_session_for(
    patient: Patient,
    minutes: int | None = None,
    *,
    on: date | None = None,
    first: UUID | None = None,
) -> GuidedSession | None:
    """Today, in six queries however many exercises there are.

    `first` is the code of the prescription to begin with; None if it is nobody's but another's.
    """
    today = on or patient.local_today()
    plans = running_plans_for([patient.pk]).get(patient.pk, [])
    line = line_of(plans, first)
    if first and line is None:
        return None
    since = ticks_needed_from(plans, today)
    ticks = ticks_for([patient.pk], first_day=since, last_day=today)[patient.pk]
    day = build_day(plans, ticks, today)
    chosen = {item.prescription.exercise_id for item in day.due_items}
    return build_guided_session(
        patient,
        day,
        how_tos_of(chosen, patient),
        cues=cues_for(patient.pk),
        session=patient.sessions.filter(on=today).first(),
        minutes=minutes,
        line=line,
    )


def line_of(plans: Sequence[Plan], code: UUID | None) -> UUID | None:
    """The line of the prescription of that code, in any of its versions."""
    versions = (p for plan in plans for those in plan.prescriptions.values() for p in those)
    return next((version.line for version in versions if version.code == code), None)


def how_tos_of(exercise_ids: set[int], patient: Patient) -> dict[int, HowTo]:
    done = Completion.objects.done().filter(
        session__patient=patient, prescription__exercise=OuterRef("pk")
    )
    rows = Exercise.objects.filter(pk__in=exercise_ids).order_by()
    told = rows.only("steps", "cues", "in_other_languages").annotate(is_known=Exists(done))
    return {each.pk: HowTo(each.steps, each.cues, is_new=not each.is_known) for each in told}


def build_guided_session(
    patient: Patient,
    day: Day,
    how_tos: Mapping[int, HowTo],
    *,
    cues: Cues,
    session: Session | None = None,
    minutes: int | None = None,
    line: UUID | None = None,
) -> GuidedSession:
    due = [
        GuidedExercise(
            item,
            how_tos.get(item.prescription.exercise_id, HowTo()),
            patient.affected_side,
            cues.of(item.prescription),
        )
        for item in items_in_order(day)
    ]
    chosen = in_minutes(due, minutes, session) if minutes else due
    still_open = [each for each in chosen if is_open(each)]
    return GuidedSession(
        patient,
        day,
        beginning_with(line, still_open),
        open_count=sum(map(is_open, due)),
        minutes=minutes,
        before=len(chosen) - len(still_open),
        session=session,
    )


def items_in_order(day: Day) -> list[DayItem]:
    """What is due, in the order of a session: strengthen, release, stretch."""
    return [item for _, items in day.by_part() for item in items if item.slots]


def is_open(each: GuidedExercise) -> bool:
    return each.item.next_slot is not None


def beginning_with(
    line: UUID | None, exercises: Sequence[GuidedExercise]
) -> Sequence[GuidedExercise]:
    """The same in a circle, from that one on; as they are where it is not among them."""
    lines = [each.prescription.line for each in exercises]
    at = lines.index(line) if line in lines else 0
    return [*exercises[at:], *exercises[:at]]


def in_minutes(
    due: Sequence[GuidedExercise], minutes: int, session: Session | None
) -> list[GuidedExercise]:
    """What fits. A short session that was begun stays the one that it was."""
    if session and session.minutes_chosen == minutes:
        begun = picked([each for each in due if is_open(each) or is_timed(each)], minutes)
        if any(map(is_open, begun)):
            return begun
    return picked([each for each in due if is_open(each)], minutes)


def is_timed(each: GuidedExercise) -> bool:
    return any(tick.recorded == Completion.Recorded.TIMER for tick in each.item.ticks)


def picked(exercises: Sequence[GuidedExercise], minutes: int) -> list[GuidedExercise]:
    offered = [
        Choosable(each.dose, each.item.part, each.prescription.must_do) for each in exercises
    ]
    chosen = fitting(offered, minutes * 60)
    return [replace(exercises[at], sets=sets) for at, sets in chosen]


def digest(day: Day) -> str:
    """A short name of what is prescribed on the day: changes with the plan, not with ticks."""
    rows = [item.prescription for item in day.items if item.slots]
    lines = sorted(f"{row.code} {in_short(row.dose)}" for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]
