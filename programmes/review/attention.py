"""What needs a physio's attention in a patient's last weeks? Facts and their words, no verdict.

The limits are explained in docs/attention.md. Nothing happens by itself when one is reached.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from patients.pain_rule import PainRule

from .facts import Fact, SessionFact, Situation

AMBER_DAYS = 2
RISING_SCORES, RISING_BY = 3, 2
STOPPED_AFTER_DAYS = 5
NOT_STARTED_AFTER_DAYS = 3
FEW_SHARE, FEW_FROM_DUE = 0.5, 6
READY_DAYS, READY_SCORES, READY_SHARE, READY_IN_STAGE_DAYS = 14, 3, 0.75, 7
ENDING_WITHIN_DAYS = 7
UNCHANGED_DAYS = 14
QUIET_DAYS = 14  # a state that goes on comes back this long after it was handled
QUOTED = 80  # letters of a note that stand beside its chip
NO_DAY = date(2000, 1, 1)  # of a state that began on no certain day

NextStep = Literal["review", "invite", "assign", "answer"]
# Every kind of reason, and how the list is filtered by it.
KINDS = {
    "red": gettext_lazy("Red pain"),
    "amber": gettext_lazy("Amber pain"),
    "morning": gettext_lazy("Worse the next morning"),
    "hurts": gettext_lazy("Skipped because it hurts"),
    "question": gettext_lazy("Message waits"),
    "wish": gettext_lazy("Wants to stop"),
    "rising": gettext_lazy("Pain is rising"),
    "stopped": gettext_lazy("Stopped"),
    "few": gettext_lazy("Little done"),
    "ready": gettext_lazy("Next stage?"),
    "none": gettext_lazy("No programme"),
    "over": gettext_lazy("Programme is over"),
    "note": gettext_lazy("Wrote a note"),
    "link": gettext_lazy("Never signed in"),
    "ending": gettext_lazy("Programme ends"),
    "unchanged": gettext_lazy("Nothing changed"),
}
# These go on rather than happen: handled, they are quiet for a while, unless the fact is another.
STATES = frozenset(["stopped", "few", "ready", "none", "over", "link", "ending", "unchanged"])


@dataclass(frozen=True)
class Reason:
    """One reason for attention; a smaller weight comes first.

    Its words are made when they are read: of a whole clinic only one page is.
    """

    weight: int
    kind: str
    tone: str
    icon: str
    say: Callable[[], str]
    fact: Fact
    next_step: NextStep = "review"
    may_be_handled: bool = True
    quote: str = ""

    @property
    def words(self) -> str:
        return self.say()

    @property
    def key(self) -> str:
        """The reason as a button sends it: kind, day and number of the fact."""
        return f"{self.kind}.{self.fact.on:%Y-%m-%d}.{self.fact.level}"


def reasons_for(situation: Situation) -> list[Reason]:
    """The reasons that hold today and are not handled, most pressing first."""
    found = [reason for rule in RULES if (reason := rule(situation))]
    open_ones = [reason for reason in found if not is_quiet(reason, situation)]
    return sorted(open_ones, key=lambda reason: reason.weight)


def is_quiet(reason: Reason, at: Situation) -> bool:
    """A state that was handled lately and is still the same one."""
    handled = at.handled.get(reason.kind) if reason.kind in STATES else None
    if handled is None:
        return False
    return handled.fact == reason.fact and (at.today - handled.on).days < QUIET_DAYS


def pain(at: Situation) -> Reason | None:
    """One red day, or two amber ones, within the last week."""
    lit = [(fact, at.rule.light_for(fact.level)) for fact in at.recent_scores]
    red = [fact for fact, light in lit if light == "red" and at.is_new("red", fact)]
    if red:
        worst = max(red, key=lambda fact: (fact.level, fact.on))
        return Reason(
            1,
            "red",
            "red",
            "heart-pulse",
            lambda: (
                _("Pain %(score)s %(when)s")
                % {"score": worst.level, "when": day_words(worst.on, at.today)}
            ),
            max(red),
        )
    seen = at.handled.get("red")  # whoever looked at the red day saw the amber ones before it
    amber = [
        fact
        for fact, light in lit
        if light == "amber" and at.is_new("amber", fact) and (seen is None or fact.on >= seen.on)
    ]
    if len(amber) < AMBER_DAYS:
        return None
    values = {"score": max(fact.level for fact in amber), "days": len(amber)}
    return Reason(
        2,
        "amber",
        "amber",
        "heart-pulse",
        lambda: _("Pain up to %(score)s on %(days)s days") % values,
        max(amber),
    )


def next_morning(at: Situation) -> Reason | None:
    """Not back to usual by the next morning: above green, and above the score before."""
    worse = [
        fact
        for s in at.recent
        if is_worse_next_morning(s, at.rule)
        and at.is_new("morning", fact := Fact(s.on, s.pain_next_morning))
    ]
    if not worse:
        return None
    newest = worse[-1]
    return Reason(
        2,
        "morning",
        "amber",
        "clock",
        lambda: (
            _("Pain %(score)s the morning after %(day)s")
            % {"score": newest.level, "day": date_format(newest.on, "l")}
        ),
        newest,
    )


def is_worse_next_morning(session: SessionFact, rule: PainRule) -> bool:
    score = session.pain_next_morning
    if score is None or rule.light_for(score) == "green":
        return False
    return session.pain_before is None or score > session.pain_before


def hurting_skips(at: Situation) -> Reason | None:
    """An exercise was left out because it hurts."""
    new = [fact for fact in at.skips if at.is_new("hurts", fact)]
    if not new:
        return None
    times = sum(fact.level for fact in new)
    return Reason(
        2,
        "hurts",
        "amber",
        "skip-forward-fill",
        lambda: (
            ngettext("Skipped once: it hurts", "Skipped %(times)s times: it hurts", times)
            % {"times": times}
        ),
        max(new),
    )


def question(at: Situation) -> Reason | None:
    """The last word in the thread is the patient's: not opened yet, or not answered."""
    asked = at.question
    if asked is None:
        return None
    fact = Fact(asked.on, asked.pk)
    if asked.was_opened and not at.is_new("question", fact):
        return None
    days = (at.today - asked.on).days

    def say() -> str:
        if not asked.was_opened:
            return _("New message")
        if days < 1:
            return _("Message not answered yet")
        words = ngettext("No answer for %(days)s day", "No answer for %(days)s days", days)
        return words % {"days": days}

    return Reason(2, "question", "coral", "chat-left-text", say, fact, "answer", asked.was_opened)


def wish_to_stop(at: Situation) -> Reason | None:
    """The patient said that they want to stop."""
    if at.wish is None or not at.is_new("wish", at.wish):
        return None
    return Reason(2, "wish", "coral", "flag", lambda: _("Wants to stop"), at.wish)


def rising(at: Situation) -> Reason | None:
    """The last three scores lie, on average, two points above the three before."""
    facts = at.last_scores(2 * RISING_SCORES)
    if len(facts) < 2 * RISING_SCORES or not at.is_new("rising", facts[RISING_SCORES]):
        return None
    scores = [fact.level for fact in facts]
    rise = sum(scores[RISING_SCORES:]) - sum(scores[:RISING_SCORES])
    if rise < RISING_BY * RISING_SCORES:
        return None
    return Reason(3, "rising", "amber", "graph-up", lambda: _("Pain is rising"), facts[-1])


def stopped(at: Situation) -> Reason | None:
    """Nothing done for some days on which a programme ran."""
    if not at.has_joined or at.days_idle is None:
        return None
    fact = Fact(at.last_done_on or NO_DAY)
    if not at.has_done_anything:
        if at.days_idle < NOT_STARTED_AFTER_DAYS:
            return None
        return Reason(4, "stopped", "coral", "stopwatch", lambda: _("Nothing done yet"), fact)
    if at.days_idle < STOPPED_AFTER_DAYS:
        return None
    return Reason(
        4,
        "stopped",
        "coral",
        "stopwatch",
        lambda: _("Nothing done for %(days)s days") % {"days": at.days_idle},
        fact,
    )


def few(at: Situation) -> Reason | None:
    """Less than half of the must-do exercises while a programme runs, and no plain stop."""
    if not at.has_joined or at.days_idle is None or stopped(at):
        return None
    if at.due < FEW_FROM_DUE or at.done >= FEW_SHARE * at.due:
        return None
    return Reason(
        5,
        "few",
        "coral",
        "list-check",
        lambda: _("%(done)s done in two weeks, %(due)s due") % {"done": at.done, "due": at.due},
        Fact(NO_DAY),
    )


def ready(at: Situation) -> Reason | None:
    """Green scores and most of it done since this stage began, and another stage follows.

    What the stage asks for beyond that is for the physio to see: only they can test it.
    """
    stage = at.stage
    if stage is None or not stage.has_next or at.days_idle is None:
        return None
    if (at.today - stage.since).days < READY_IN_STAGE_DAYS or at.skips:
        return None
    since = max(stage.since, at.today - timedelta(days=READY_DAYS))
    if at.due < FEW_FROM_DUE or at.done < READY_SHARE * at.due:
        return None
    scores = [fact.level for fact in at.scores_since(since)]
    if len(scores) < READY_SCORES or at.rule.light_for(max(scores)) != "green":
        return None
    values = {"scores": len(scores), "done": min(at.done, at.due), "due": at.due}
    return Reason(
        5,
        "ready",
        "green",
        "arrow-right",
        lambda: _("Next stage? %(scores)s scores green, %(done)s of %(due)s done") % values,
        Fact(stage.since, stage.pk),
    )


def note(at: Situation) -> Reason | None:
    noted = [s for s in at.recent if s.note.strip() and at.is_new("note", Fact(s.on))]
    if not noted:
        return None
    on = noted[-1].on
    said = " ".join(noted[-1].note.split())
    return Reason(
        6,
        "note",
        "info",
        "chat-left-text",
        lambda: _("Wrote a note %(when)s") % {"when": day_words(on, at.today)},
        Fact(on),
        quote=said if len(said) <= QUOTED else f"{said[: QUOTED - 1].rstrip()}…",
    )


def not_joined(at: Situation) -> Reason | None:
    if at.has_joined:
        return None
    return Reason(6, "link", "info", "key", lambda: _("Link not used yet"), Fact(NO_DAY), "invite")


def no_programme(at: Situation) -> Reason | None:
    if at.has_programme:
        return None
    return Reason(5, "none", "info", "layers", lambda: _("No programme"), Fact(NO_DAY), "assign")


def ending(at: Situation) -> Reason | None:
    left = at.days_to_end
    if left is None or left > ENDING_WITHIN_DAYS:
        return None
    fact = Fact(at.today + timedelta(days=left))
    if left < 0:
        return Reason(5, "over", "info", "flag", lambda: _("Programme is over"), fact, "assign")

    def say() -> str:
        near = {0: _("Programme ends today"), 1: _("Programme ends tomorrow")}.get(left)
        return near or _("Programme ends in %(days)s days") % {"days": left}

    return Reason(7, "ending", "info", "flag", say, fact)


def unchanged(at: Situation) -> Reason | None:
    """The same plan for two weeks: no new stage, no other dose."""
    if at.changed_on is None or at.days_idle is None:
        return None
    days = (at.today - at.changed_on).days
    if days < UNCHANGED_DAYS:
        return None
    return Reason(
        8,
        "unchanged",
        "info",
        "calendar-check",
        lambda: _("Nothing changed for %(days)s days") % {"days": days},
        Fact(at.changed_on),
    )


RULES: tuple[Callable[[Situation], Reason | None], ...] = (
    pain,
    next_morning,
    hurting_skips,
    question,
    wish_to_stop,
    rising,
    stopped,
    few,
    ready,
    no_programme,
    note,
    not_joined,
    ending,
    unchanged,
)


def day_words(on: date, today: date) -> str:
    """A day of the last week: "today", "yesterday", "on Friday"."""
    near = {0: _("today"), 1: _("yesterday")}.get((today - on).days)
    return near or _("on %(day)s") % {"day": date_format(on, "l")}
