"""Which revision does one click draft: next stage, hold, step back, easier, harder?

All make or extend the open draft of the running programme, give it back, and publish nothing.
Done twice they draft the same. NoSuchStep says in words why there is nothing to draft.

next_stage(programme=, by=)   hold(programme=, by=)   step_back(programme=, by=)
easier(prescription=, by=)    harder(prescription=, by=)
"""

from dataclasses import replace
from math import ceil
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from exercises.dosing.dose import Dose
from exercises.models import Exercise
from patients.models import StaffMember

from ...models import Prescription, Programme, Stage
from ..timing import calendar_for, stretch
from .drafting import draft_revision
from .editing import change_dose, inserted, swap_exercise
from .locking import open_tree
from .stages import current_stages, duplicate, index_of, save_order, save_weeks

WEEKS_BACK = 2


class NoSuchStep(Exception):
    """There is nothing to draft; `words` says why."""

    def __init__(self, words: str):
        super().__init__(words)
        self.words = words


NOT_BEGUN = _("The programme has not begun yet. Open a draft to change its stages.")
IS_OVER = _("The weeks of this programme are over.")
NO_NEXT = _("This is the last stage.")
NO_PREVIOUS = _("This is the first stage.")
NO_EASIER = _("The library knows no easier version, and the dose cannot be made smaller.")
NO_HARDER = _("The library knows no harder version. Raise the dose instead.")


class Now:
    """Where a running programme stands, in its own stages and in those of its draft."""

    def __init__(self, programme: Programme, by: StaffMember):
        self.draft = draft_revision(programme=programme, by=by)
        open_tree(self.draft.pk)
        calendar = calendar_for(programme, programme.patient.local_today())
        self.last_begun = calendar.free_week - 1
        self.running = current_stages(programme)
        self.stages = current_stages(self.draft)
        ties = self.draft.origins.filter(source=programme)
        self.stands_for: dict[UUID, UUID] = dict(ties.values_list("line", "source_line"))
        self.held = self.holding_stage()
        self.stage = self.in_draft(self.held)

    def holding_stage(self) -> Stage:
        """The running stage of the last week that has begun."""
        if self.last_begun < 1:
            raise NoSuchStep(NOT_BEGUN)
        weeks = (s for s in self.running if s.from_week <= self.last_begun <= s.to_week)
        if found := next(weeks, None):
            return found
        raise NoSuchStep(IS_OVER)

    def in_draft(self, stage: Stage) -> Stage:
        return next(s for s in self.stages if self.stands_for.get(s.code) == stage.code)

    @property
    def at(self) -> int:
        return index_of(self.stages, self.stage)

    def end_with(self, week: int) -> None:
        """The stage that holds ends with this week; later ones move along. Not saved."""
        stretch(self.stages, self.stage, self.stage.from_week, week)

    def save(self, by: StaffMember) -> Programme:
        self.stage.changed_by = by
        self.stage.save(update_fields=["changed_by"])
        save_weeks(self.stages, self.draft)
        return self.draft


@transaction.atomic
def next_stage(*, programme: Programme, by: StaffMember) -> Programme:
    """The stage that holds ends with the week that has begun; the next one follows it."""
    now = Now(programme, by)
    if now.at + 1 == len(now.stages):
        raise NoSuchStep(NO_NEXT)
    now.end_with(now.last_begun)
    return now.save(by)


@transaction.atomic
def hold(*, programme: Programme, by: StaffMember) -> Programme:
    """The stage that holds lasts a week longer than it does in the running programme."""
    now = Now(programme, by)
    now.end_with(now.held.to_week + 1)
    return now.save(by)


@transaction.atomic
def step_back(*, programme: Programme, by: StaffMember) -> Programme:
    """From next week the stage before, again, for two weeks; then the rest of this one."""
    now = Now(programme, by)
    if now.at == 0:
        raise NoSuchStep(NO_PREVIOUS)
    after = now.stages[now.at + 1 :][:1]
    if after and after[0].code not in now.stands_for:
        return now.draft  # drafted already
    rest = max(1, now.held.to_week - now.last_begun)
    now.end_with(now.last_begun)
    for place, (again, weeks) in enumerate(
        [(now.stages[now.at - 1], WEEKS_BACK), (now.stage, rest)], start=2
    ):
        copied = duplicate(again, by)
        begin = now.stages[now.at + place - 2].to_week + 1
        copied.from_week, copied.to_week = begin, begin + weeks - 1
        for later in now.stages[now.at + place - 1 :]:
            later.from_week, later.to_week = later.from_week + weeks, later.to_week + weeks
        now.stages = inserted(now.stages, copied, now.at + place)
    save_order(now.stages)
    return now.save(by)


@transaction.atomic
def easier(*, prescription: Prescription, by: StaffMember) -> Programme:
    """The exercise's easier neighbour; where the library has none, a set or some times fewer."""
    drafted = drafted_line(prescription, by)
    neighbour = neighbours(prescription.exercise.easier, by).order_by("-difficulty", "name").first()
    if neighbour:
        swap_exercise(prescription=drafted, exercise=neighbour, by=by)
    elif lighter := smaller(prescription.dose):
        change_dose(prescription=drafted, dose=lighter, by=by)
    else:
        raise NoSuchStep(NO_EASIER)
    return drafted.stage.programme


@transaction.atomic
def harder(*, prescription: Prescription, by: StaffMember) -> Programme:
    """The exercise's harder neighbour in the library."""
    drafted = drafted_line(prescription, by)
    neighbour = neighbours(prescription.exercise.harder, by).order_by("difficulty", "name").first()
    if neighbour is None:
        raise NoSuchStep(NO_HARDER)
    swap_exercise(prescription=drafted, exercise=neighbour, by=by)
    return drafted.stage.programme


def neighbours(related: QuerySet[Exercise], by: StaffMember) -> QuerySet[Exercise]:
    """Of an exercise, those that the physio may prescribe."""
    return related.filter(pk__in=Exercise.objects.readable_by(by.user).values("pk"))


def drafted_line(prescription: Prescription, by: StaffMember) -> Prescription:
    """What stands for a running prescription in the open draft; put back if it was taken out."""
    draft = draft_revision(programme=prescription.stage.programme, by=by)
    ties = draft.origins.filter(source_line=prescription.line)
    rows = Prescription.objects.select_related("exercise", "stage__programme")
    drafted = rows.filter(line__in=ties.values("line")).first()
    if drafted is None:
        raise NoSuchStep(_("Somebody changed this exercise meanwhile. Open the draft to see it."))
    if drafted.ended_on is not None:
        drafted.ended_on, drafted.changed_by = None, by
        drafted.save(update_fields=["ended_on", "changed_by"])
    return drafted


def smaller(dose: Dose) -> Dose | None:
    """One set fewer; of a single set, about a third fewer times or seconds. None if neither."""
    if (dose.sets or 1) > 1:
        return replace(dose, sets=dose.sets - 1, sets_max=None)
    for name in ("reps", "duration_s", "hold_s"):
        value = getattr(dose, name)
        if value and value > 5:
            return replace(dose, **{name: ceil(value * 2 / 3), f"{name}_max": None})
    return None
