"""Which facts speak to what a stage asks for before the next one? Facts, never an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..adherence import Adherence
from ..models import Completion, Session
from ..skip_reasons import HURTS
from .attention import is_worse_next_morning
from .facts import Situation

FACT_DAYS = 14


@dataclass(frozen=True)
class StandingFact:
    """One fact of the last two weeks: what it is about, and what it says."""

    icon: str
    about: str
    words: str


def facts_for(
    at: Situation,
    sessions: Sequence[Session],
    completions: Sequence[Completion],
    pain_days: Sequence[date],
    two_weeks: Adherence,
) -> list[StandingFact]:
    """Facts of the two weeks up to today, in the order in which a physio asks.

    `pain_days` are days missed because of pain.
    """
    since = at.today - timedelta(days=FACT_DAYS - 1)
    hurting = sum(c.on >= since for c in completions if is_hurting_skip(c))
    missed = sum(day >= since for day in pain_days)
    efforts = [s.effort for s in sessions if s.on >= since and s.effort is not None]
    return [
        StandingFact("heart-pulse", _("Pain"), pain_words(at, since)),
        StandingFact("clock", _("Next morning"), morning_words(at, since)),
        StandingFact("list-check", _("Must do"), two_weeks.must_do_in_words()),
        StandingFact("sliders", _("Effort"), span(efforts)),
        StandingFact("skip-forward-fill", _("Skipped: it hurts"), skip_words(hurting + missed)),
    ]


def pain_words(at: Situation, since: date) -> str:
    scores = [fact for fact in at.scores if fact.on >= since]
    if not scores:
        return _("no score")
    lights = [at.rule.light_for(fact.level) for fact in scores]
    worst = max(scores, key=lambda fact: (fact.level, fact.on))
    return _("%(green)s green, %(amber)s amber, %(red)s red; highest %(score)s on %(day)s") % {
        "green": lights.count("green"),
        "amber": lights.count("amber"),
        "red": lights.count("red"),
        "score": worst.level,
        "day": date_format(worst.on, "j M"),
    }


def morning_words(at: Situation, since: date) -> str:
    asked = [s for s in at.sessions if s.on >= since and s.pain_next_morning is not None]
    if not asked:
        return _("no score")
    worse = sum(is_worse_next_morning(s, at.rule) for s in asked)
    return _("worse than before on %(worse)s of %(days)s days") % {
        "worse": worse,
        "days": len(asked),
    }


def span(values: Sequence[int]) -> str:
    """ "4", "4–7", or that none was given."""
    if not values:
        return _("no score")
    low, high = min(values), max(values)
    return str(low) if low == high else f"{low}–{high}"


def is_hurting_skip(completion: Completion) -> bool:
    is_skip = completion.outcome == Completion.Outcome.SKIPPED
    return is_skip and completion.in_error_at is None and completion.skip_reason == HURTS


def skip_words(times: int) -> str:
    if not times:
        return _("never in two weeks")
    said = ngettext("once in two weeks", "%(times)s times in two weeks", times)
    return said % {"times": times}
