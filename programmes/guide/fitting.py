"""Which exercises fit in a few minutes? The must-do ones in the plan's order; no database."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from exercises.dosing.dose import Dose, seconds_for

Chosen = list[tuple[int, int | None]]  # places in the list, each with its sets if they are fewer


@dataclass(frozen=True)
class Choosable:
    """One exercise on offer."""

    dose: Dose
    part: str
    must_do: bool

    @property
    def seconds(self) -> int:
        return seconds_for(self.dose, part=self.part)

    def with_sets(self, sets: int) -> int:
        """How long so many sets take, in seconds."""
        return seconds_for(fewer_sets(self.dose, sets), part=self.part)


def fewer_sets(dose: Dose, sets: int) -> Dose:
    return replace(dose, sets=sets, sets_max=None)


def fitting(offered: Sequence[Choosable], seconds: int) -> Chosen:
    """What fits whole; some strengthening with fewer sets where none of it does.

    Where nothing fits, the shortest alone.
    """
    must = [at for at, each in enumerate(offered) if each.must_do] or list(range(len(offered)))
    chosen = lead(offered, must, seconds)
    used = sum(offered[at].with_sets(sets) for at, sets in chosen)
    for at in must:
        if used + offered[at].seconds <= seconds and at not in dict(chosen):
            chosen.append((at, None))
            used += offered[at].seconds
    return sorted(chosen) or [(at, None) for at in shortest(offered, must)]


def lead(offered: Sequence[Choosable], must: Sequence[int], seconds: int) -> Chosen:
    """Of strengthening that is too long, the first with as many of its sets as fit."""
    strong = [at for at in must if offered[at].part == "strengthen"]
    if any(offered[at].seconds <= seconds for at in strong):
        return []
    first = next((at for at in strong if offered[at].with_sets(1) <= seconds), None)
    if first is None:
        in_sets = [at for at in strong if most_sets(offered[at].dose) > 1]
        return [(at, 1) for at in shortest(offered, in_sets)]
    each = offered[first]
    fewer = range(1, most_sets(each.dose))
    return [(first, max(sets for sets in fewer if each.with_sets(sets) <= seconds))]


def most_sets(dose: Dose) -> int:
    return dose.sets_max or dose.sets or 1


def shortest(offered: Sequence[Choosable], among: Sequence[int]) -> list[int]:
    """One place, or none where there is nothing."""
    return sorted(among, key=lambda at: offered[at].with_sets(1))[:1]
