"""Which colours can be read?"""

import pytest

from patients.contrast import DARK_GROUNDS, contrast, is_readable, theme_of, tint_for_dark


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#FFFFFF", "#000000", 21.0),
        ("#FFFFFF", "#FFFFFF", 1.0),
        ("#777777", "#FFFFFF", 4.48),  # WCAG's known near miss
        ("#767676", "#FFFFFF", 4.54),
    ],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert round(contrast(one, other), 2) == ratio


@pytest.mark.parametrize(
    ("colour", "readable"),
    [
        ("#0F5C5C", True),
        ("#000000", True),
        ("#7A1FA2", True),
        ("#B03060", True),
        ("#FF8A65", False),
        ("#FFFF00", False),
        ("#FFFFFF", False),
        ("#767676", False),  # enough on white, not on paper
    ],
)
def test_a_brand_colour_is_dark_enough_for_paper(colour, readable):
    assert is_readable(colour) is readable


@pytest.mark.parametrize("colour", ["#0F5C5C", "#000000", "#0000FF", "#7A1FA2", "#B03060"])
def test_its_tint_can_be_read_in_the_dark(colour):
    tint = tint_for_dark(colour)
    assert all(contrast(tint, ground) >= 4.5 for ground in DARK_GROUNDS)


@pytest.mark.parametrize("colour", ["", "#FFFF00", "teal", "#12345G"])
def test_a_colour_that_cannot_be_read_makes_no_theme(colour):
    assert theme_of(colour) is None


@pytest.mark.parametrize("colour", ["red", "#FFF", "#GGGGGG", "0F5C5C#"])
def test_a_colour_is_six_digits(colour):
    with pytest.raises(ValueError):
        contrast(colour, "#FFFFFF")
