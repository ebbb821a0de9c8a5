"""Can every colour of the look be read on every ground it stands on, in light and in dark?"""

import re

import pytest
from django.conf import settings

from patients.contrast import contrast

APP_CSS = (settings.BASE_DIR / "static/css/app.css").read_text(encoding="utf-8")
TEXT, LINE = 4.5, 3.0  # WCAG 2.2: 1.4.3 for words, 1.4.11 for borders and focus
GROUNDS = ("paper", "surface", "sunken")
TONES = ("brand", "green", "amber", "red", "info", "coral", "strengthen", "release", "stretch")
PAIRS = (
    [(ink, ground, TEXT) for ink in ("ink", "muted", "brand") for ground in GROUNDS]
    + [(tone, ground, TEXT) for tone in TONES for ground in ("paper", "surface", f"{tone}-soft")]
    + [(ink, f"{tone}-soft", TEXT) for ink in ("ink", "muted") for tone in TONES]
    + [(f"on-{tone}", tone, TEXT) for tone in ("brand", "green", "amber", "red")]
    + [("on-brand", "brand-deep", TEXT)]
    + [(edge, ground, LINE) for edge in ("edge", "focus") for ground in GROUNDS]
)


def tokens() -> dict[str, tuple[str, str]]:
    """Each colour's light and dark value, as "#RRGGBB"."""
    found = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", APP_CSS)
    return {name: (light, dark) for name, light, dark in found}


@pytest.mark.parametrize(("front", "ground", "needed"), PAIRS)
def test_a_colour_can_be_read_on_its_ground_in_both_schemes(front, ground, needed):
    fronts, grounds = tokens()[front], tokens()[ground]
    ratios = [round(contrast(*pair), 2) for pair in zip(fronts, grounds, strict=True)]
    assert [ratio for ratio in ratios if ratio < needed] == []


def test_old_browsers_get_the_light_values_of_the_same_colours():
    plain = dict(re.findall(r"--([\w-]+): (#\w{6});", APP_CSS.split("@supports")[0]))
    assert plain == {name: light for name, (light, _) in tokens().items()}
