"""What lies on the builder's desk: the stages with their rows, and how much each asks?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.db.models import Prefetch, QuerySet
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR

from exercises.dosing.reading import TimedAs
from exercises.dosing.shorthand import Prescribed, to_shorthand
from exercises.models import Exercise

from ..burden import StageBurden, burden_of
from ..lines import Line
from ..models import Prescription, Programme, Stage
from .beside import Others, item_of, others_than
from .said import as_written
from .succession import fingerprint, stage_fingerprint


@dataclass(frozen=True)
class Unfinished:
    """What was sent for one row or stage and not written, to be shown beside what stands there.

    `who` wrote meanwhile; without it the words were not understood, and `errors` says why.
    """

    typed: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)
    who: str = ""

    @property
    def is_overtaken(self) -> bool:
        return bool(self.who)


@dataclass(frozen=True)
class Row(Line):
    """One prescription in the builder."""

    number: int
    is_last: bool
    unfinished: Unfinished | None = None

    @property
    def shorthand(self) -> str:
        """Dose and frequency as a line that can be typed over."""
        dose = replace(self.prescription.dose, note=as_written(self.prescription, "dose_note"))
        said = Prescribed(dose=dose, frequency=self.prescription.frequency)
        return to_shorthand(said, timed_as=timed_as(self.exercise))

    @property
    def dose_text(self) -> str:
        """What stands in the field: what was typed as long as it is not written."""
        typed = self.unfinished.typed if self.unfinished else {}
        return typed.get("dose_text", self.shorthand)

    @property
    def note(self) -> str:
        typed = self.unfinished.typed if self.unfinished else {}
        return typed.get("note", as_written(self.prescription, "note"))

    @property
    def dose_error(self) -> str:
        return self.unfinished.errors.get("dose_text", "") if self.unfinished else ""

    @property
    def minutes(self) -> int:
        return max(1, round(self.seconds / 60))

    @property
    def seen(self) -> str:
        return fingerprint(self.prescription)

    @cached_property
    def easier(self) -> Sequence[Exercise]:
        return list(self.exercise.easier.all())

    @cached_property
    def harder(self) -> Sequence[Exercise]:
        return list(self.exercise.harder.all())

    @property
    def sides(self) -> list[tuple[str, str]]:
        return Prescription.Side.choices


@dataclass(frozen=True)
class StageOnDesk:
    """One stage with its rows and the week it makes."""

    stage: Stage
    rows: Sequence[Row]
    burden: StageBurden
    is_first: bool
    is_last: bool
    unfinished: Unfinished | None = None

    @property
    def seen(self) -> str:
        return stage_fingerprint(self.stage)

    @property
    def weekdays(self) -> list[dict[str, str]]:
        """Each weekday's name and letter, Monday first."""
        return [
            {"name": str(WEEKDAYS[day]), "letter": str(WEEKDAYS_ABBR[day])[:2]} for day in range(7)
        ]


@dataclass(frozen=True)
class Desk:
    """The whole programme as the builder shows it."""

    programme: Programme
    stages: Sequence[StageOnDesk]

    @property
    def rows(self) -> list[Row]:
        return [row for stage in self.stages for row in stage.rows]

    @property
    def has_others(self) -> bool:
        """Whether another programme of the patient runs beside any of the stages."""
        return any(stage.burden.beside for stage in self.stages)

    def row_of(self, prescription: Prescription) -> Row | None:
        return next((row for row in self.rows if row.prescription.pk == prescription.pk), None)


def timed_as(exercise: Exercise) -> TimedAs:
    """What plain seconds mean for this exercise."""
    return "duration" if exercise.part == Exercise.Part.RELEASE else "hold"


def desk_for(
    programme: Programme, user, unfinished: Mapping[object, Unfinished] | None = None
) -> Desk:
    """The desk in five queries, a draft's in seven. `unfinished` is by the code of row or stage."""
    stages = list(programme.stages.current().order_by("position", "pk"))
    rows = prescriptions_of(stages, user)
    return build_desk(programme, stages, rows, unfinished or {}, others_than(programme))


def prescriptions_of(stages: Sequence[Stage], user) -> QuerySet[Prescription]:
    """Their latest versions, each exercise with its picture and the neighbours it may become."""
    names = Exercise.objects.readable_by(user).only("code", "name", "in_other_languages")
    neighbours = names.order_by("difficulty", "name")
    return (
        Prescription.objects.latest_versions()
        .filter(stage__in=[stage.pk for stage in stages])
        .select_related("exercise", "changed_by__user")
        .defer("exercise__pose", "exercise__evidence_figures")
        .prefetch_related("exercise__pictures")
        .prefetch_related(Prefetch("exercise__easier", neighbours))
        .prefetch_related(Prefetch("exercise__harder", neighbours))
        .order_by("position", "pk")
    )


def build_desk(
    programme: Programme,
    stages: Sequence[Stage],
    prescriptions: QuerySet[Prescription] | Sequence[Prescription],
    unfinished: Mapping[object, Unfinished],
    others: Others,
) -> Desk:
    by_stage: dict[int, list[Prescription]] = {stage.pk: [] for stage in stages}
    for prescription in prescriptions:
        by_stage[prescription.stage_id].append(prescription)
    on_desk = []
    for at, stage in enumerate(stages):
        stage.programme = programme
        rows = rows_of(stage, by_stage[stage.pk], unfinished)
        items = [item_of(row) for row in rows]
        promised, beside = programme.promised_minutes, others.beside(stage)
        burden = burden_of(items, promised=promised, beside=beside)
        is_last = at == len(stages) - 1
        left = unfinished.get(stage.code)
        on_desk.append(StageOnDesk(stage, rows, burden, at == 0, is_last, left))
    return Desk(programme, on_desk)


def rows_of(
    stage: Stage, prescriptions: Sequence[Prescription], unfinished: Mapping[object, Unfinished]
) -> list[Row]:
    rows = []
    for number, prescription in enumerate(prescriptions, start=1):
        prescription.stage = stage
        left = unfinished.get(prescription.code)
        rows.append(Row(prescription, number, number == len(prescriptions), left))
    return rows
