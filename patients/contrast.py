"""Can a clinic's colour be read: on the light paper as it is, on the dark paper as a lighter tint?"""

import re
from dataclasses import dataclass

# The grounds of static/css/app.css: paper, surface and sunken of either scheme.
LIGHT_GROUNDS, DARK_GROUNDS = ("#FBF8F3", "#FFFFFF", "#F4EFE6"), ("#12191B", "#1A2427", "#223034")
SOFT_SHARE = 0.12  # of the colour itself in its own soft ground (base.html)
COLOUR = re.compile("#[0-9A-Fa-f]{6}")
OURS = "#0F5C5C"  # --brand of app.css: what a clinic without a colour of its own has
ENOUGH = 4.5  # WCAG 2.2, 1.4.3: text of ordinary size
STEPS = 40


@dataclass(frozen=True)
class Theme:
    """A clinic's colour in either scheme, as "#0F5C5C"."""

    light: str
    dark: str


def contrast(one: str, other: str) -> float:
    """1 to 21 between two colours, after WCAG 2.2 (relative luminance)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = (linear(part) for part in parts_of(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def is_colour(words: str) -> bool:
    return COLOUR.fullmatch(words) is not None


def parts_of(colour: str) -> tuple[int, int, int]:
    """Red, green, blue from 0 to 255; ValueError for anything but "#RRGGBB"."""
    if not is_colour(colour):
        raise ValueError("A colour is written as #0F5C5C.")
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


def mixed(one: str, other: str, share: float) -> str:
    """`one` with this share (0 to 1) of `other`."""
    pairs = zip(parts_of(one), parts_of(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def stands_out(colour: str, grounds: tuple[str, ...]) -> bool:
    """Whether words in this colour can be read on every ground, its own soft one included."""
    soft = mixed(grounds[1], colour, SOFT_SHARE)
    return all(contrast(colour, ground) >= ENOUGH for ground in (*grounds, soft))


def is_readable(colour: str) -> bool:
    """On the light grounds as it is; white words on it can then be read too."""
    return stands_out(colour, LIGHT_GROUNDS)


def tint_for_dark(colour: str) -> str:
    """The first step towards white that can be read on the dark grounds."""
    tints = (mixed(colour, "#FFFFFF", step / STEPS) for step in range(STEPS + 1))
    return next(tint for tint in tints if stands_out(tint, DARK_GROUNDS))


def theme_of(colour: str) -> Theme | None:
    """The theme of a clinic's own colour; None without one, or for one that cannot be read."""
    if not is_colour(colour) or not is_readable(colour):
        return None
    return Theme(light=colour.upper(), dark=tint_for_dark(colour))
