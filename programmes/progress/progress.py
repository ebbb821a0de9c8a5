"""How far has this patient come? Active weeks, goals, what the physio said, strength."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Count, Max, Min

from patients.models import Patient

from ..active_weeks import ActiveWeeks, active_weeks, monday_of
from ..cues import Cue, cues_for
from ..day_states import total_adherence
from ..goal_lines import GoalLine, goals_for
from ..models import Completion, Message, Prescription
from ..plans import Plan, Ticks, running_plans_for
from ..strength import Step, Strength, merged, step_of

WEEKS_COUNTED, WEEKS_SHOWN = 52, 12
LAST_SAID = 3
CHANGES_OF_WEEKS = 8
SHOWN_DAYS = 120  # an exercise that was not done for longer is left out


@dataclass(frozen=True)
class Said:
    """Something the physio said: a message, the reason for a change, or a personal cue."""

    text: str
    at: datetime
    about: str = ""


@dataclass(frozen=True)
class ProgressPage:
    patient: Patient
    weeks: ActiveWeeks
    goals: Sequence[GoalLine]
    said: Sequence[Said]
    cues: Sequence[Cue]
    strength: Sequence[Strength]

    @property
    def weeks_shown(self) -> Sequence:
        return self.weeks.weeks[-WEEKS_SHOWN:]

    @property
    def changed(self) -> list[Strength]:
        return [each for each in self.strength if each.has_changed]

    @property
    def same(self) -> list[Strength]:
        return [each for each in self.strength if not each.has_changed]

    @property
    def open_goals(self) -> list[GoalLine]:
        return [line for line in self.goals if line.goal.reached_on is None]

    @property
    def reached_goals(self) -> list[GoalLine]:
        return [line for line in self.goals if line.goal.reached_on]


def progress_for(patient: Patient) -> ProgressPage:
    """Ten queries, however much was done."""
    today = patient.local_today()
    first = monday_of(today) - timedelta(weeks=WEEKS_COUNTED - 1)
    plans = running_plans_for([patient.pk], since=first).get(patient.pk, [])
    cues = cues_for(patient.pk)
    return ProgressPage(
        patient=patient,
        weeks=build_weeks(plans, active_days(patient, since=first), today),
        goals=goals_for(patient),
        said=said_by_physio(patient),
        cues=sorted((c for c in cues.by_exercise.values() if c.text), key=lambda c: c.at)[-5:],
        strength=strength_for(patient, since=today - timedelta(days=SHOWN_DAYS)),
    )


def active_days(patient: Patient, *, since: date) -> list[date]:
    rows = Completion.objects.done().filter(session__patient=patient, session__on__gte=since)
    return list(rows.order_by("on").values_list("on", flat=True).distinct())


def build_weeks(plans: Sequence[Plan], days: Sequence[date], today: date) -> ActiveWeeks:
    """From the week in which the first plan began, a year back at most."""
    starts = [plan.programme.start_on for plan in plans if plan.programme.start_on <= today]
    if not starts:
        return ActiveWeeks((), 0, 0)
    monday = max(monday_of(min(starts)), monday_of(today) - timedelta(weeks=WEEKS_COUNTED - 1))
    mondays = []
    while monday <= today:
        mondays.append(monday)
        monday += timedelta(weeks=1)
    due = [is_due_in_week(plans, monday) for monday in mondays]
    return active_weeks(mondays, due=due, active_days=days, today=today)


def is_due_in_week(plans: Sequence[Plan], monday: date) -> bool:
    sunday = monday + timedelta(days=6)
    return total_adherence(plans, Ticks(), first=monday, last=sunday).due > 0


def said_by_physio(patient: Patient) -> list[Said]:
    """The last messages and the reasons for the last changes, newest first: two queries."""
    written = Message.objects.standing().filter(patient=patient, from_clinic=True)
    said = [
        Said(message.text, message.sent_at)
        for message in written.order_by("-sent_at", "-pk")[:LAST_SAID]
    ]
    since = patient.local_today() - timedelta(weeks=CHANGES_OF_WEEKS)
    changes = (
        Prescription.objects.filter(stage__programme__patient=patient, succeeds__isnull=False)
        .filter(created_at__date__gte=since)
        .exclude(change_reason="")
        .order_by("-created_at")
        .select_related("exercise")
        .only("change_reason", "created_at", "exercise__name", "exercise__in_other_languages")
    )
    said += [
        Said(row.change_reason, row.created_at, row.exercise.name) for row in changes[:LAST_SAID]
    ]
    return sorted(said, key=lambda each: each.at, reverse=True)


def strength_for(patient: Patient, *, since: date) -> list[Strength]:
    """One entry for each strengthening exercise, in two queries."""
    versions = list(
        Prescription.objects.filter(
            completions__session__patient=patient,
            completions__outcome=Completion.Outcome.DONE,
            completions__undone_at__isnull=True,
            completions__in_error_at__isnull=True,
            exercise__part="strengthen",
        )
        .select_related("exercise")
        .defer("exercise__pose", "exercise__evidence_figures")
        .annotate(
            first_on=Min("completions__on"),
            last_on=Max("completions__on"),
            often=Count("completions"),
        )
        .order_by("first_on", "pk")
    )
    names = ("prescription_id", "on", "reps_done", "load_done", "hold_done")
    numbers = (
        Completion.objects.done()
        .filter(session__patient=patient)
        .exclude(reps_done=None, load_done=None, hold_done=None)
    )
    own: dict[int, list[tuple]] = defaultdict(list)
    for prescription_id, *values in numbers.order_by("on").values_list(*names):
        own[prescription_id].append(tuple(values))
    return build_strength(versions, own, since=since)


def build_strength(
    versions: Iterable[Prescription], own: dict[int, list[tuple]], *, since: date
) -> list[Strength]:
    by_exercise: dict[int, list[Prescription]] = defaultdict(list)
    for version in versions:
        by_exercise[version.exercise_id].append(version)
    return [
        Strength(
            name=its[0].exercise.name,
            steps=merged([step for version in its for step in steps_of(version, own[version.pk])]),
            times_done=sum(version.often for version in its),
            has_new_dose=len({step_of(one.dose, one.first_on).words for one in its}) > 1,
        )
        for its in by_exercise.values()
        if max(version.last_on for version in its) >= since
    ]


def steps_of(version: Prescription, own: Sequence[tuple]) -> list[Step]:
    """The prescribed dose from its first day; from a day on, the numbers the patient wrote."""
    prescribed = step_of(version.dose, version.first_on)
    written = [with_own(prescribed, *numbers) for numbers in own]
    if written and written[0].on == prescribed.on:
        return written
    return [prescribed, *written]


def with_own(step: Step, on: date, reps: int | None, load, hold: int | None) -> Step:
    return replace(
        step,
        on=on,
        reps=reps or step.reps,
        kg=float(load) if load is not None else step.kg,
        hold_s=hold or step.hold_s,
        is_own=True,
    )
