"""Which signs to stop does a sheet say once, for several exercises? No database, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class SharedSigns:
    """Signs that stand above the exercises, and the numbers (from 1) of those they hold for."""

    numbers: Sequence[int]
    signs: Sequence[str]
    are_for_all: bool


def shared_signs(signs_of_each: Sequence[Sequence[str]]) -> list[SharedSigns]:
    """Every sign that more than half of the exercises name; first those that all of them name.

    What fewer name stays beneath its exercise, where it is short and seen.
    """
    named_by: dict[str, list[int]] = {}
    for number, signs in enumerate(signs_of_each, start=1):
        for sign in dict.fromkeys(signs):
            named_by.setdefault(sign, []).append(number)
    groups: dict[tuple[int, ...], list[str]] = {}
    for sign, numbers in named_by.items():
        if len(numbers) > 1 and len(numbers) * 2 > len(signs_of_each):
            groups.setdefault(tuple(numbers), []).append(sign)
    fullest_first = sorted(groups.items(), key=lambda group: -len(group[0]))
    everyone = len(signs_of_each)
    return [
        SharedSigns(list(numbers), signs, len(numbers) == everyone)
        for numbers, signs in fullest_first
    ]
