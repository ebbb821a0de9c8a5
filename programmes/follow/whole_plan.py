"""What does the whole plan hold, stage by stage, and what was changed lately, and why?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from exercises.dosing.dose import in_sentences
from exercises.dosing.frequency import in_words
from exercises.models import Exercise
from patients.models import Patient

from ..changes import ForPatient
from ..models import Prescription, Stage
from ..plans import Plan, is_in_force
from ..shown import dose_for, is_mirrored
from .changed import shared_why, told_lately
from .followed import Followed, followed_for
from .row import picture_of


@dataclass(frozen=True)
class Line:
    """One exercise of a stage, as the patient reads it."""

    prescription: Prescription
    affected_side: str

    @property
    def exercise(self) -> Exercise:
        return self.prescription.exercise

    @property
    def picture(self) -> str:
        return picture_of(self.prescription) or self.exercise.figure_end

    @property
    def is_mirrored(self) -> bool:
        return is_mirrored(self.prescription, self.affected_side)

    @property
    def dose(self) -> str:
        return " ".join(in_sentences(dose_for(self.prescription, self.affected_side)))

    @property
    def how_often(self) -> str:
        return in_words(self.prescription.frequency)


@dataclass(frozen=True)
class StageView:
    stage: Stage
    lines: Sequence[Line]
    is_current: bool
    is_open: bool


@dataclass(frozen=True)
class Week:
    number: int
    is_current: bool
    is_past: bool
    is_shown: bool


@dataclass(frozen=True)
class PlanView:
    """One programme as the patient sees it, with one week of it open."""

    plan: Plan
    today: date
    affected_side: str
    shown_week: int
    changes: Sequence[ForPatient] = ()  # of the last two weeks

    @property
    def shared_why(self) -> str:
        return shared_why(self.changes)

    @property
    def current_week(self) -> int | None:
        """The week of the programme; None before it, while paused, and once it is over."""
        return None if self.plan.is_over_on(self.today) else self.plan.week_on(self.today)

    @property
    def weeks(self) -> list[Week]:
        now = self.current_week
        return [
            Week(number, number == now, bool(now and number < now), number == self.shown_week)
            for number in range(1, self.plan.last_week + 1)
        ]

    @property
    def stages(self) -> list[StageView]:
        return [
            StageView(
                stage,
                self.lines(stage),
                is_current=covers(stage, self.current_week),
                is_open=covers(stage, self.shown_week),
            )
            for stage in self.plan.stages
        ]

    def lines(self, stage: Stage) -> list[Line]:
        """What holds now; of a version that begins in the next days, the one that holds still."""
        found = [p for p in self.plan.prescriptions.get(stage.pk, ()) if is_in_force(p, self.today)]
        return [Line(prescription, self.affected_side) for prescription in found]


def covers(stage: Stage, week: int | None) -> bool:
    return week is not None and stage.from_week <= week <= stage.to_week


def plan_views_for(patient: Patient, week: int | None = None) -> list[PlanView]:
    """Every programme that is not over, with the asked week open, else the current one.

    Three queries, however many prescriptions there are; one more where something was changed.
    """
    followed = followed_for(patient)
    return build_plan_views(followed, week, told_lately(patient, followed.today))


def build_plan_views(
    followed: Followed, week: int | None, changes: Mapping[int, Sequence[ForPatient]]
) -> list[PlanView]:
    return [
        PlanView(
            plan,
            followed.today,
            followed.patient.affected_side,
            shown_week=week or week_to_show(plan, followed.today),
            changes=changes.get(plan.programme.pk, ()),
        )
        for plan in followed.plans
        if plan.programme.ended_on is None or plan.programme.ended_on >= followed.today
    ]


def week_to_show(plan: Plan, today: date) -> int:
    """The current week; the first before the start, the last once it is over.

    On a paused day it is the week in which the pause began.
    """
    day = today
    while day > plan.programme.start_on and plan.week_on(day) is None:
        day -= timedelta(days=1)
    return min(plan.week_on(day) or 1, max(plan.last_week, 1))
