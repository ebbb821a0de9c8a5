"""How is a dose said with few words: big numbers and small pictures?"""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.dosing import words
from exercises.dosing.dose import Dose

Icon = Literal["repeat", "count", "hold", "clock", "sides", "far", "weight", "band", "effort"]

SIDE_WORDS = {
    "each": gettext_lazy("each side"),
    "left": gettext_lazy("left side"),
    "right": gettext_lazy("right side"),
    "affected": gettext_lazy("sore side"),
    "alternating": gettext_lazy("left, right, left …"),
}
SIDE_LETTERS = {"left": gettext_lazy("L"), "right": gettext_lazy("R"), "affected": "1"}


@dataclass(frozen=True)
class BigNumber:
    """One number with the picture that says what it counts, and at most three words."""

    icon: Icon
    value: str
    words: str


def big_numbers(dose: Dose) -> list[BigNumber]:
    """Sets first, then what is done in one, then the side, the load and the effort."""
    found = []
    if (dose.sets_max or dose.sets or 1) > 1:
        found.append(BigNumber("repeat", f"{span(dose.sets, dose.sets_max)} ×", _("rounds")))
    found += amounts(dose)
    if dose.side in SIDE_WORDS:
        said = _("each way") if dose.each_way else SIDE_WORDS[dose.side]
        letters = SIDE_LETTERS.get(dose.side, _("L + R"))
        found.append(BigNumber("sides", letters, said))
    return found + hardness(dose)


def amounts(dose: Dose) -> list[BigNumber]:
    found = []
    if dose.reps_unit == "max":
        found.append(BigNumber("count", "max", _("while it looks good")))
    elif dose.reps_unit == "alphabet":
        found.append(BigNumber("count", "A–Z", _("in the air")))
    elif dose.reps:
        said = _("steps") if dose.reps_unit == "steps" else _("times")
        found.append(BigNumber("count", span(dose.reps, dose.reps_max), said))
    if dose.hold_s:
        found.append(BigNumber("hold", length(dose.hold_s, dose.hold_s_max), _("hold")))
    if dose.duration_s:
        found.append(BigNumber("clock", length(dose.duration_s, dose.duration_s_max), _("long")))
    if dose.distance_m:
        found.append(BigNumber("far", f"{dose.distance_m} m", _("far")))
    return found


def hardness(dose: Dose) -> list[BigNumber]:
    found = []
    if dose.load_text:
        found.append(BigNumber("weight", dose.load_text, _("weight")))
    if dose.band_level or dose.band_label:
        name = words.band_name(dose.band_label) or _("level %s") % dose.band_level
        found.append(BigNumber("band", name, _("band")))
    if dose.feel_max is not None:
        found.append(BigNumber("effort", f"≤ {dose.feel_max}", _("of 10: how it feels")))
    return found


def span(low: int | None, high: int | None) -> str:
    return f"{low}" if high in (None, low) else f"{low}–{high}"


def length(low: int, high: int | None) -> str:
    """Seconds as "30 s", and whole minutes from two on as "5 min"."""
    if low >= 120 and low % 60 == 0 and (high or 0) % 60 == 0:
        return f"{span(low // 60, high and high // 60)} min"
    return f"{span(low, high)} s"
