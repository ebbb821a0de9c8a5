"""What fits in a few minutes? Tables of exercises as name, part, seconds of one set, and sets."""

import pytest

from exercises.dosing.dose import Dose
from programmes.guide.fitting import Choosable, fitting

FIVE = 5 * 60


def on_offer(part: str, seconds: int, sets: int = 1, *, must_do: bool = True) -> Choosable:
    """20 s to set up come on top, and nothing for rests."""
    return Choosable(Dose(sets=sets, duration_s=seconds, rest_s=0), part, must_do)


@pytest.mark.parametrize(
    ("offered", "expected"),
    [
        ([("strengthen", 100), ("strengthen", 100), ("stretch", 50)], [(0, None), (1, None)]),
        ([("strengthen", 200), ("strengthen", 100), ("stretch", 50)], [(0, None), (2, None)]),
        ([("strengthen", 140, 3), ("stretch", 60)], [(0, 2)]),
        ([("strengthen", 100, 3), ("stretch", 40)], [(0, 2), (1, None)]),
        ([("strengthen", 150, 3), ("strengthen", 250, 2)], [(0, 1)]),
        ([("strengthen", 400), ("strengthen", 100, 3)], [(1, 2)]),
        ([("strengthen", 400, 3), ("stretch", 60)], [(0, 1)]),
        ([("strengthen", 400), ("stretch", 60)], [(1, None)]),
        ([("stretch", 400, 2), ("stretch", 300)], [(1, None)]),
        ([], []),
    ],
)
def test_in_five_minutes_these_are_chosen(offered, expected):
    assert fitting([on_offer(*each) for each in offered], FIVE) == expected


def test_what_may_be_left_out_is_left_out():
    offered = [on_offer("strengthen", 60, must_do=False), on_offer("stretch", 60)]
    assert fitting(offered, FIVE) == [(1, None)]


def test_of_a_range_of_sets_the_lower_number_is_tried_before_one():
    offered = [Choosable(Dose(sets=2, sets_max=3, duration_s=100, rest_s=0), "strengthen", True)]
    assert fitting(offered, FIVE) == [(0, 2)]
