"""Does a pain score stand where it belongs, on the patient's own bands?"""

from datetime import date, timedelta

from patients.pain_rule import PainRule
from programmes.pain_line import pain_line

FIRST = date(2026, 1, 5)


def line(*scores, days=28, **more):
    said = [(FIRST + timedelta(days=day), score) for day, score in scores]
    last = FIRST + timedelta(days=days)
    return pain_line(said, rule=PainRule(), first_day=FIRST, last_day=last, **more)


def test_more_pain_stands_higher_and_later_further_right():
    first, second = line((0, 2), (28, 8)).dots
    assert first.x < second.x
    assert first.y > second.y
    assert (first.light, second.light) == ("green", "red")


def test_every_dot_lies_inside_the_picture():
    drawn = line((0, 0), (28, 10), width=120, height=36)
    assert all(0 < dot.x < 120 and 0 < dot.y < 36 for dot in drawn.dots)


def test_the_bands_fill_the_height_without_a_gap():
    bands = line().bands
    assert [(band.light, band.scores) for band in bands] == [
        ("green", "0–3"),
        ("amber", "4–5"),
        ("red", "6–10"),
    ]
    assert round(sum(band.height for band in bands), 1) == 36
    assert bands[2].y == 0


def test_a_score_lies_in_its_own_band():
    drawn = line(*((day, day) for day in range(11)))
    bands = {band.light: band for band in drawn.bands}
    for dot in drawn.dots:
        band = bands[dot.light]
        assert band.y <= dot.y <= band.y + band.height


def test_it_reads_in_one_sentence():
    assert line((0, 2), (3, 7), (9, 4)).words == "Pain: last 4, highest 7 on 8 January"
    assert line().words == "No pain score"


def test_each_week_has_a_mark():
    assert [mark.on.day for mark in line().marks] == [5, 12, 19, 26]


def test_one_single_day_can_be_drawn():
    assert len(line((0, 5), days=0).dots) == 1
