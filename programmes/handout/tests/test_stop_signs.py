"""Signs to stop: said once where most exercises share them, and clear about which."""

import pytest

from programmes.handout.stop_signs import SharedSigns, shared_signs

ALL = {"are_for_all": True}
SOME = {"are_for_all": False}


@pytest.mark.parametrize(
    ("signs_of_each", "expected"),
    [
        ([], []),
        ([["sharp"]], []),
        ([["sharp"], []], []),
        (
            [["sharp", "faint"], ["sharp", "faint"]],
            [SharedSigns([1, 2], ["sharp", "faint"], **ALL)],
        ),
        ([["sharp"], ["faint"], ["sharp"]], [SharedSigns([1, 3], ["sharp"], **SOME)]),
        (
            [["groin", "faint"], ["groin", "faint"], ["knee", "faint"]],
            [
                SharedSigns([1, 2, 3], ["faint"], **ALL),
                SharedSigns([1, 2], ["groin"], **SOME),
            ],
        ),
        ([["a"], ["a"], ["b"], ["b"]], []),
        ([["a", "a"], ["b"], ["b"]], [SharedSigns([2, 3], ["b"], **SOME)]),
    ],
)
def test_what_more_than_half_of_the_exercises_name_stands_above_them(signs_of_each, expected):
    assert shared_signs(signs_of_each) == expected
