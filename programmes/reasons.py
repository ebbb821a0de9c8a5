"""From which reasons can a patient of this clinic choose? Its own list, or else the usual one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from patients.models import Clinic

from .models import Kind, MissedReason
from .usual_reasons import BY_KIND, USUAL


@dataclass(frozen=True)
class Choice:
    """One reason as it is offered. `own` is the clinic's row, None for a usual one."""

    kind: str
    words: str
    help: str
    own: MissedReason | None = None

    @property
    def key(self) -> str:
        """What a form sends."""
        return str(self.own.code) if self.own else self.kind

    @property
    def message(self) -> str:
        """What can be told to the physio in one tap; "" for nothing."""
        return BY_KIND[self.kind].message


def choices_for(clinic: Clinic) -> Sequence[Choice]:
    """In the clinic's order, one query."""
    return offered(MissedReason.objects.filter(clinic=clinic))


def offered(rows: Iterable[MissedReason]) -> Sequence[Choice]:
    """The clinic's rows that are in use; the usual reasons where it has none at all."""
    rows = list(rows)
    if not rows:
        return [Choice(usual.kind, usual.words, usual.help) for usual in USUAL]
    return [choice_of(row) for row in rows if row.retired_on is None]


def for_today(choices: Iterable[Choice]) -> Sequence[Choice]:
    """As they are said of a day that is not over: nobody forgot it yet."""
    return [in_present(choice) for choice in choices if choice.kind != Kind.FORGOT]


def in_present(choice: Choice) -> Choice:
    """A usual reason in words for today; a clinic's own words stay."""
    today = "" if choice.own else BY_KIND[choice.kind].today
    return replace(choice, words=today) if today else choice


def choice_of(row: MissedReason) -> Choice:
    return Choice(row.kind, row.words, row.help, row)


def said_in_words(kind: str, row: MissedReason | None) -> str:
    """A reason that was given, as the clinic reads it; also one that is retired by now."""
    if row is not None:
        return row.words
    return str(BY_KIND[kind].words) if kind in BY_KIND else ""
