"""What stands on the paper that a patient takes home?"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from exercises.dosing.dose import Dose, in_sentences
from exercises.dosing.frequency import in_words
from exercises.drawing import draw
from exercises.figures.paper import on_paper, without_empty_rows
from exercises.models import Exercise, ExercisePicture, RedFlag
from patients.invitations import qr_svg
from patients.models import Clinic
from patients.pain_rule import PainRule

from ..cues import Cue, Cues, cues_for
from ..day import PARTS
from ..models import Prescription, Programme, Stage
from ..plans import Plan
from ..shown import dose_for
from .big_numbers import BigNumber, big_numbers
from .embedded import embedded
from .stop_signs import SharedSigns, shared_signs
from .tick_grid import WeekOfBoxes, tick_grid

STANDARD, LARGE, PICTURES = "standard", "large", "pictures"
ROWS_BESIDE_THE_WORDS = 4  # a longer calendar stands below, in columns
Address = Callable[[str], str]  # a path to the whole address that a phone can open


@dataclass(frozen=True)
class Source:
    """A programme, assigned or a template, of which a stage can be printed."""

    plan: Plan
    clinic: Clinic
    today: date | None  # the patient's; a template has none
    choice: Sequence[Programme] = ()  # what the patient may print instead

    @property
    def programme(self) -> Programme:
        return self.plan.programme

    @property
    def stages(self) -> Sequence[Stage]:
        return self.plan.stages

    @cached_property
    def current_week(self) -> int:
        """The week of today, if it is one of the programme's; else the nearest that is.

        In a pause it is the week in which the pause began.
        """
        if self.today is None:
            return 1
        return min(self.plan.week_reached(self.today), self.plan.last_week)

    def first_week_of(self, stage: Stage) -> int:
        """The current week, if the stage holds it and the programme goes on; else its first."""
        is_held = stage.from_week <= self.current_week <= stage.to_week
        if self.today is None or not is_held or self.plan.is_over_on(self.today):
            return stage.from_week
        return self.current_week

    @property
    def current_stage(self) -> Stage | None:
        """The stage to print unless another is asked for; None if there is none at all."""
        held = (s for s in self.stages if s.from_week <= self.current_week <= s.to_week)
        return next(held, next(iter(self.stages), None))

    @property
    def pain_rule(self) -> PainRule:
        patient = self.programme.patient
        return patient.pain_rule if patient else self.clinic.pain_rule


def source_of(programme: Programme, clinic: Clinic, today: date | None = None) -> Source:
    """Two queries: the stages and, of an assigned programme, the pauses."""
    stages = list(programme.stages.current())
    pauses = () if programme.is_template else programme.pauses.values_list("from_day", "to_day")
    return Source(Plan(programme, stages, {}, tuple(pauses)), clinic, today)


@dataclass(frozen=True)
class Asked:
    """Which stage, which of its weeks, and how it is to be printed."""

    stage: Stage | None
    weeks: range
    version: str = STANDARD
    paper: str = "A4"
    with_name: bool = False


@dataclass(frozen=True)
class Photo:
    """A clinic's own picture: by its address in a page, within the file in a PDF."""

    picture: ExercisePicture

    @property
    def alt(self) -> str:
        return self.picture.alt

    @property
    def address(self) -> str:
        return self.picture.get_absolute_url()

    @property
    def data(self) -> str:
        return embedded(self.picture.image)


@dataclass(frozen=True)
class Item:
    """One exercise on paper."""

    number: int
    prescription: Prescription
    dose: Dose
    weeks: Sequence[WeekOfBoxes]
    address: str  # "" on the paper of a template
    cue: Cue | None = None
    said_above: Collection[str] = ()  # signs to stop that the sheet says once, for several

    @property
    def exercise(self) -> Exercise:
        return self.prescription.exercise

    @property
    def dose_in_words(self) -> str:
        return " ".join(in_sentences(self.dose))

    @property
    def how_often(self) -> str:
        return in_words(self.prescription.frequency)

    @property
    def big_numbers(self) -> list[BigNumber]:
        return big_numbers(self.dose)

    @property
    def is_mirrored(self) -> bool:
        """Drawings show the right side at work."""
        return self.dose.side == "left"

    @property
    def pictures(self) -> list[Photo]:
        """The clinic's own, which take the drawing's place."""
        return [Photo(picture) for picture in list(self.exercise.pictures.all())[:2]]

    @cached_property
    def drawings(self) -> list[tuple[str, SafeString]]:
        """Start and end with their words; empty where there is no drawing."""
        if not self.exercise.pose:
            return []
        alts = {"start": self.exercise.figure_alt_start, "end": self.exercise.figure_alt_end}
        drawn = [
            on_paper(draw(self.exercise, kind), alt or self.exercise.name)
            for kind, alt in alts.items()
        ]
        # Our own drawings, their words escaped.
        safe = [mark_safe(svg) for svg in without_empty_rows(drawn)]  # noqa: S308
        return list(zip(alts, safe))

    @cached_property
    def qr(self) -> SafeString | str:
        return qr_svg(self.address) if self.address else ""

    @property
    def has_long_calendar(self) -> bool:
        rows = len(self.weeks) * self.prescription.times_per_day
        return rows > ROWS_BESIDE_THE_WORDS

    @property
    def picks_days(self) -> bool:
        return self.prescription.frequency_kind == Prescription.FrequencyKind.TIMES_A_WEEK

    @property
    def is_as_needed(self) -> bool:
        return self.prescription.frequency_kind == Prescription.FrequencyKind.AS_NEEDED

    @property
    def own_stop_lines(self) -> list[str]:
        return [line for line in self.exercise.stop_lines if line not in self.said_above]


@dataclass(frozen=True)
class Sheet:
    """One stage of a programme, ready to be printed."""

    source: Source
    asked: Asked
    items: Sequence[Item]
    flags: Sequence[RedFlag]
    address: str  # of the patient's Today; "" on the paper of a template
    stop_signs: Sequence[SharedSigns] = ()  # said once; what is special stands with its exercise

    @property
    def programme(self) -> Programme:
        return self.source.programme

    @property
    def clinic(self) -> Clinic:
        return self.source.clinic

    @property
    def weeks_in_words(self) -> str:
        weeks = self.asked.weeks
        if not weeks:
            return ""
        if len(weeks) == 1:
            return _("Week %(week)s") % {"week": weeks[0]}
        return _("Weeks %(first)s–%(last)s") % {"first": weeks[0], "last": weeks[-1]}

    @property
    def for_name(self) -> str:
        patient = self.programme.patient
        return patient.name if patient and self.asked.with_name else ""

    @property
    def pain_rows(self) -> list[tuple[str, str, str]]:
        """Light, its scores and the clinic's words for it."""
        rule = self.source.pain_rule
        lights = ("green", "amber", "red")
        return [(light, rule.range_words(light), rule.words[light]) for light in lights]

    @property
    def flags_by_level(self) -> list[tuple[str, str, list[RedFlag]]]:
        levels = [
            (level.value, level.label, [flag for flag in self.flags if flag.level == level])
            for level in RedFlag.Level
        ]
        return [(value, words, flags) for value, words, flags in levels if flags]

    @cached_property
    def qr(self) -> SafeString | str:
        return qr_svg(self.address) if self.address else ""

    @cached_property
    def logo(self) -> str:
        return embedded(self.clinic.logo)

    @property
    def first_day(self) -> date | None:
        """The date on which the first of the weeks begins; None for a template."""
        rows = next((item.weeks for item in self.items), ())
        return rows[0].begins_on if rows else None

    @property
    def foot_size(self) -> str:
        return "18pt" if self.asked.version == LARGE else "8pt"

    @property
    def foot(self) -> SafeString:
        """Clinic, programme and weeks as a string of CSS, for the foot of every page."""
        words = [self.clinic.name, self.programme.name, self.weeks_in_words]
        if self.asked.version == LARGE:
            del words[0]  # there is room for one line only
        return css_string(" · ".join(filter(None, words)))


def css_string(text: str) -> SafeString:
    """A quoted CSS string; every character that could end it is written as its number."""
    plain = "".join(c if c.isalnum() and c.isascii() else f"\\{ord(c):x} " for c in text)
    return mark_safe(f'"{plain}"')  # noqa: S308 - only letters, digits and numbered characters


def sheet_for(source: Source, asked: Asked, address: Address) -> Sheet:
    """Three queries: the stage's prescriptions, their pictures, the warning signs.

    Of an assigned programme one more: the patient's personal cues.
    """
    current = Prescription.objects.latest_versions().filter(stage=asked.stage)
    prescriptions = (
        current.select_related("exercise")
        .defer("exercise__evidence_figures", "exercise__evidence_note")
        .prefetch_related("exercise__pictures")
        .order_by("position", "pk")
    )
    patient_id = source.programme.patient_id
    cues = cues_for(patient_id) if patient_id else Cues()
    return build_sheet(source, asked, prescriptions, RedFlag.objects.all(), cues, address)


def build_sheet(
    source: Source,
    asked: Asked,
    prescriptions: Iterable[Prescription],
    flags: Iterable[RedFlag],
    cues: Cues,
    address: Address,
) -> Sheet:
    """The exercises in the order of a session: strengthen, release, stretch.

    A template belongs to nobody, and no page of its exercises opens without a sign-in: it has no
    codes, which would lead whoever is handed the paper to a door.
    """
    in_order = sorted(prescriptions, key=lambda p: PARTS.index(p.exercise.part))
    items = [
        build_item(source, asked, prescription, number, cues, address)
        for number, prescription in enumerate(in_order, start=1)
    ]
    stops = shared_signs([item.exercise.stop_lines for item in items])
    said_above = {sign for shared in stops for sign in shared.signs}
    items = [replace(item, said_above=said_above) for item in items]
    where = "" if source.programme.is_template else address(reverse("follow:today"))
    return Sheet(source, asked, items, list(flags), where, stops)


def build_item(
    source: Source,
    asked: Asked,
    prescription: Prescription,
    number: int,
    cues: Cues,
    address: Address,
) -> Item:
    programme = source.programme
    weeks = tick_grid(
        prescription.frequency,
        asked.weeks,
        stage_from_week=asked.stage.from_week,
        start=programme.start_on,
        pauses=source.plan.pauses,
    )
    side = programme.patient.affected_side if programme.patient else ""
    own_page = reverse("follow:exercise", args=[prescription.code])
    where = "" if programme.is_template else address(own_page)
    cue = cues.of(prescription)
    return Item(number, prescription, dose_for(prescription, side), weeks, where, cue)
