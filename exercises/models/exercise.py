"""One item of the library: what to do, how, how much, and how well that is known."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..dosing import dose as doses
from ..dosing import frequency as frequencies
from .dosed import DosedModel
from .lists import Equipment, Muscle, Region, Source, checked_in_words
from .publishing import LinesField, PublishedModel, PublishedQuerySet, lines_of
from .translated import TranslatedCharField, TranslatedTextField


class Part(models.TextChoices):
    STRENGTHEN = "strengthen", _("Strengthen")
    RELEASE = "release", _("Release")
    STRETCH = "stretch", _("Stretch")


class ExerciseQuerySet(PublishedQuerySet):
    def matching(self, words: str) -> "ExerciseQuerySet":
        """Every word stands in the name, an alias, a muscle or a piece of equipment."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(name__icontains=word)
                | Q(aliases__icontains=word)
                | Q(pk__in=named(Exercise.muscles_primary.through, "muscle", word))
                | Q(pk__in=named(Exercise.equipment.through, "equipment", word))
            )
        return found


def named(through, relation: str, word: str):
    """Ids of exercises whose listed muscle or equipment has this word in its name."""
    wanted = Q(**{f"{relation}__name__icontains": word})
    if relation == "muscle":
        wanted |= Q(muscle__plain_name__icontains=word)
    return through.objects.filter(wanted).values("exercise_id")


def in_full(muscle: str) -> str:
    """The short names of the studies, written out."""
    shorts = {"GMed": "gluteus medius", "GMax": "gluteus maximus", "GMin": "gluteus minimus"}
    for short, full in shorts.items():
        muscle = muscle.replace(short, full)
    joined_by = _("and")  # apart: xgettext reads no f-string
    muscle = muscle.replace("+", f" {joined_by} ")
    return muscle[:1].upper() + muscle[1:]


def figure_in_words(muscle: str, figure: str) -> str:
    """An index has no unit; everything else is a share of the greatest effort."""
    figure = figure.replace("-", "–").replace(">", _("more than") + " ")
    return figure if "index" in muscle else f"{figure}% MVIC"


class Exercise(PublishedModel, DosedModel):
    Part = Part

    class Position(models.TextChoices):
        STANDING = "standing", _("standing")
        SITTING = "sitting", _("sitting")
        SITTING_LEANING_BACK = "sitting_leaning_back", _("sitting, leaning back")
        FLOOR_SITTING = "floor_sitting", _("sitting on the floor")
        KNEELING = "kneeling", _("kneeling")
        QUADRUPED = "quadruped", _("hands and knees")
        SIDE_LYING = "side_lying", _("lying on the side")
        SUPINE = "supine", _("lying on the back")
        PRONE = "prone", _("lying on the front")

    class Laterality(models.TextChoices):
        BILATERAL = "bilateral", _("both sides together")
        UNILATERAL = "unilateral", _("one side at a time")
        ALTERNATING = "alternating", _("alternating sides")

    class Difficulty(models.IntegerChoices):
        EASY = 1, _("easy")
        MODERATE = 2, _("moderate")
        HARD = 3, _("hard")
        VERY_HARD = 4, _("very hard")

    slug = models.SlugField(max_length=80)
    name = TranslatedCharField(max_length=120)
    aliases = LinesField("also called")
    part = models.CharField(max_length=10, choices=Part.choices)
    role = models.CharField(max_length=30, blank=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True)
    muscles_primary = models.ManyToManyField(Muscle, blank=True, related_name="worked_by")
    muscles_secondary = models.ManyToManyField(Muscle, blank=True, related_name="helped_by")
    equipment = models.ManyToManyField(Equipment, blank=True, related_name="exercises")
    optional_equipment = models.ManyToManyField(Equipment, blank=True, related_name="+")
    position = models.CharField(max_length=24, choices=Position.choices, blank=True)
    laterality = models.CharField(
        max_length=12, choices=Laterality.choices, default=Laterality.BILATERAL
    )
    difficulty = models.PositiveSmallIntegerField(
        choices=Difficulty.choices, default=Difficulty.EASY
    )
    start_position = TranslatedTextField(blank=True)
    end_position = TranslatedTextField(blank=True)
    steps = LinesField()
    cues = LinesField("feel it here")
    common_mistakes = LinesField()
    cautions = LinesField("take care")
    stop_if = LinesField("stop if")
    variants = LinesField()
    harder = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="easier")
    evidence_note = TranslatedTextField(blank=True)
    evidence_figures = models.JSONField(default=list, blank=True, editable=False)
    sources = models.ManyToManyField(Source, blank=True, related_name="exercises")
    credit = models.CharField(max_length=200, blank=True)
    licence = models.CharField(max_length=60, blank=True)
    pose = models.JSONField(null=True, blank=True, editable=False)
    # A short name of the drawing, for its address: changes whenever the drawing does.
    figure_key = models.CharField(max_length=32, blank=True, editable=False)
    figure_alt_start = TranslatedCharField(max_length=250, blank=True)
    figure_alt_end = TranslatedCharField(max_length=250, blank=True)

    objects = ExerciseQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                "slug", condition=Q(clinic__isnull=True), name="exercise_slug_once_in_shared"
            ),
            models.UniqueConstraint("slug", "clinic", name="exercise_slug_once_in_clinic"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("exercises:exercise", args=[self.code])

    def lines(self, field: str) -> list[str]:
        """The points of a one-a-line field, such as "steps"."""
        return lines_of(getattr(self, field))

    @property
    def alias_lines(self) -> list[str]:
        return self.lines("aliases")

    @property
    def evidence_rows(self) -> list[dict[str, str]]:
        """Measured figures in words: muscle, figure, source, and how it was checked."""
        return [
            {
                "muscle": in_full(row["muscle"]),
                "figure": figure_in_words(row["muscle"], str(row["mvic"])),
                "source": row["src"],
                "checked": checked_in_words(row["check"]),
            }
            for row in self.evidence_figures
        ]

    @property
    def step_lines(self) -> list[str]:
        return self.lines("steps")

    @property
    def cue_lines(self) -> list[str]:
        return self.lines("cues")

    @property
    def mistake_lines(self) -> list[str]:
        return self.lines("common_mistakes")

    @property
    def caution_lines(self) -> list[str]:
        return self.lines("cautions")

    @property
    def stop_lines(self) -> list[str]:
        return self.lines("stop_if")

    @property
    def variant_lines(self) -> list[str]:
        return self.lines("variants")

    @property
    def dose_short(self) -> str:
        return doses.in_short(self.dose)

    @property
    def dose_sentences(self) -> list[str]:
        return doses.in_sentences(self.dose) if self.has_dose else []

    @property
    def has_dose(self) -> bool:
        return not doses.validate(self.dose)

    @property
    def frequency_words(self) -> str:
        return frequencies.in_words(self.frequency)

    @property
    def minutes(self) -> int:
        """About how long one go takes, in whole minutes and at least one."""
        return max(1, round(doses.seconds_for(self.dose, part=self.part) / 60))

    @property
    def cover(self):
        """The clinic's own first picture, or None. Prefetch "pictures" where many are shown."""
        return next(iter(self.pictures.all()), None) if self.pk else None

    @property
    def figure_alt(self) -> str:
        """What the drawing shows, for those who cannot see it."""
        return " ".join(filter(None, (self.figure_alt_start, self.figure_alt_end)))

    def figure_url(self, kind: str) -> str:
        return reverse("exercises:figure", args=[self.figure_key, self.code, kind])

    @property
    def figure_moving(self) -> str:
        return self.figure_url("moving")

    @property
    def figure_still(self) -> str:
        """For people who asked their device for less motion."""
        return self.figure_url("end")

    @property
    def figure_start(self) -> str:
        return self.figure_url("start")

    @property
    def figure_end(self) -> str:
        return self.figure_url("end")

    @property
    def figure_pair(self) -> str:
        return self.figure_url("pair")
