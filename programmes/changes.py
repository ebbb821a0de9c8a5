"""What is one change of a programme, as facts that are kept, and how is it said to whom?

Facts hold no sentence: physio and patient each read them in their own words and language.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exercises.dosing.dose import Dose, in_sentences, in_short
from exercises.dosing.frequency import Frequency
from exercises.dosing.frequency import in_short as frequency_in_short
from exercises.dosing.frequency import in_words as frequency_in_words

from .dose_changes import dose_changes, frequency_changes

Facts = Mapping[str, Any]
Of = Literal["line", "stage", "order", "programme"]
Kind = Literal["added", "removed", "swapped", "changed", "order"]


@dataclass(frozen=True)
class PlanChange:
    """One exercise, one stage or the programme's own words: what it was, what it is to be.

    `was` is None for what is new, `now` for what is taken out. A line's facts are exercise,
    name, dose, frequency, must_do, note and the name of its stage; a stage's are its words,
    weeks and days.
    """

    key: str
    of: Of
    was: Facts | None
    now: Facts | None
    from_day: date | None = None
    why: str = ""

    @property
    def kind(self) -> Kind:
        if self.of == "order":
            return "order"
        if self.was is None:
            return "added"
        if self.now is None:
            return "removed"
        is_swap = self.of == "line" and self.was["exercise"] != self.now["exercise"]
        return "swapped" if is_swap else "changed"

    @property
    def facts(self) -> Facts:
        """What there is to name it by."""
        return self.now or self.was or {}

    @property
    def name(self) -> str:
        return self.facts["name"]

    def differs_in(self, *names: str) -> bool:
        was, now = self.was or {}, self.now or {}
        return any(was.get(name) != now.get(name) for name in names)

    def as_facts(self) -> dict[str, Any]:
        """To be kept as JSON."""
        from_day = self.from_day.isoformat() if self.from_day else None
        return {
            "key": self.key, "of": self.of, "was": self.was, "now": self.now,
            "from_day": from_day, "why": self.why,
        }  # fmt: skip


def change_in(facts: Facts) -> PlanChange:
    """The change that was kept as these facts."""
    from_day = facts.get("from_day")
    return PlanChange(
        key=facts["key"],
        of=facts["of"],
        was=facts["was"],
        now=facts["now"],
        from_day=date.fromisoformat(from_day) if from_day else None,
        why=facts.get("why", ""),
    )


def in_readers_names(changes: Sequence[PlanChange], names: Mapping[int, str]) -> list[PlanChange]:
    """The changes with their exercises named as in `names`, by exercise id, where it is there."""

    def named(facts: Facts | None) -> Facts | None:
        name = names.get((facts or {}).get("exercise"))
        return {**facts, "name": name} if facts and name else facts

    return [replace(change, was=named(change.was), now=named(change.now)) for change in changes]


def exercises_in(changes: Sequence[PlanChange]) -> set[int]:
    sides = [facts for change in changes for facts in (change.was, change.now) if facts]
    return {facts["exercise"] for facts in sides if "exercise" in facts}


def dose_in(facts: Facts) -> Dose:
    return Dose(**facts["dose"])


def frequency_in(facts: Facts) -> Frequency:
    return Frequency(**{**facts["frequency"], "weekdays": tuple(facts["frequency"]["weekdays"])})


# For the physio: short, in the words of the clinic.


def in_plain_words(change: PlanChange) -> str:
    """One line without the reason: "Clamshell: 2 x 12 → 3 x 15"."""
    words = {
        "line": _line_in_words,
        "stage": _stage_in_words,
        "order": _order_in_words,
        "programme": _programme_in_words,
    }[change.of]
    return words(change)


def _line_in_words(change: PlanChange) -> str:
    match change.kind:
        case "added":
            said = _("New in “%(stage)s”: %(name)s, %(dose)s")
            return said % _named(change.now) + _extras(change)
        case "removed":
            return _("Taken out of “%(stage)s”: %(name)s (%(dose)s)") % _named(change.was)
        case "swapped":
            said = _("%(before)s → %(name)s, %(dose)s")
            return said % (_named(change.now) | {"before": change.was["name"]}) + _extras(change)
    return f"{change.name}: " + "; ".join(_parts(change))


def _named(facts: Facts) -> dict[str, str]:
    return {"stage": facts["stage"], "name": facts["name"], "dose": _both_in_short(facts)}


def _both_in_short(facts: Facts) -> str:
    return f"{in_short(dose_in(facts))}, {frequency_in_short(frequency_in(facts))}"


def _parts(change: PlanChange) -> list[str]:
    """What differs in one line, the dose first."""
    was, now = change.was, change.now
    parts = []
    if change.differs_in("dose") and change.differs_in("frequency"):
        parts.append(f"{_both_in_short(was)} → {_both_in_short(now)}")
    elif change.differs_in("dose"):
        parts.append(f"{in_short(dose_in(was))} → {in_short(dose_in(now))}")
    elif change.differs_in("frequency"):
        before, after = frequency_in(was), frequency_in(now)
        parts.append(f"{frequency_in_short(before)} → {frequency_in_short(after)}")
    if change.differs_in("stage"):
        places = {"before": was["stage"], "now": now["stage"]}
        parts.append(_("moves from “%(before)s” to “%(now)s”") % places)
    return parts + _must_do_and_note(change)


def _extras(change: PlanChange) -> str:
    return "".join(f"; {part}" for part in _must_do_and_note(change))


def _must_do_and_note(change: PlanChange) -> list[str]:
    was, now = change.was or {"must_do": True, "note": ""}, change.now
    parts = []
    if was["must_do"] != now["must_do"]:
        parts.append(_("must do") if now["must_do"] else _("only if the patient likes"))
    if was["note"] != now["note"]:
        note = _("note: “%(note)s”") % {"note": now["note"]}
        parts.append(note if now["note"] else _("no note any more"))
    return parts


def day_in_words(day: date | str | None) -> str:
    """ "Monday 30 November"; "" where there is none."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return format_date(day, "l j F") if day else ""


def _stage_in_words(change: PlanChange) -> str:
    match change.kind:
        case "added":
            named = _stage_named(change.now)
            if named["day"]:
                return _("New stage “%(name)s”, %(weeks)s, from %(day)s") % named
            return _("New stage “%(name)s”, %(weeks)s") % named
        case "removed":
            return _("Stage “%(name)s” (%(weeks)s) is left out") % _stage_named(change.was)
    return "; ".join(_stage_parts(change))


def _stage_named(facts: Facts) -> dict[str, str]:
    weeks = weeks_in_words(facts["from_week"], facts["to_week"])
    return {"name": facts["name"], "weeks": weeks, "day": day_in_words(facts["begins"])}


def weeks_in_words(first: int, last: int) -> str:
    if first == last:
        return _("week %(first)s") % {"first": first}
    return _("weeks %(first)s–%(last)s") % {"first": first, "last": last}


def _stage_parts(change: PlanChange) -> list[str]:
    was, now = change.was, change.now
    parts = []
    if change.differs_in("name"):
        parts.append(_("Stage “%(was)s” is called “%(now)s”") % {
            "was": was["name"], "now": now["name"]
        })  # fmt: skip
    if change.differs_in("from_week"):
        parts.append(_begins(change))
    if length_of(was) != length_of(now):
        parts.append(_lasts(change))
    changed = [str(label) for field, label in _stage_labels().items() if change.differs_in(field)]
    if changed:
        said = _("“%(name)s”: new words for %(fields)s")
        parts.append(said % {"name": now["name"], "fields": ", ".join(changed)})
    return parts


def _stage_labels() -> dict[str, str]:
    return {
        "aim": _("its aim"),
        "move_on": _("“move on when”"),
        "move_on_plain": _("“move on when” for the patient"),
        "week_changes": _("“from week to week”"),
        "running_advice": _("running"),
    }


def _begins(change: PlanChange) -> str:
    was, now = change.was, change.now
    if not (was["begins"] and now["begins"]):
        said = _("“%(name)s” begins in week %(now)s instead of week %(was)s")
        return said % {"name": now["name"], "now": now["from_week"], "was": was["from_week"]}
    said = _("“%(name)s” begins %(now)s instead of %(was)s")
    days = {"now": day_in_words(now["begins"]), "was": day_in_words(was["begins"])}
    return said % {"name": now["name"], **days}


def _lasts(change: PlanChange) -> str:
    was, now = change.was, change.now
    day = day_in_words(now["ends"]) or _("the end of week %(week)s") % {"week": now["to_week"]}
    longer = length_of(now) - length_of(was)
    said = _("“%(name)s” is shorter by %(much)s and lasts until %(day)s")
    if longer > 0:
        said = _("“%(name)s” is longer by %(much)s and lasts until %(day)s")
    return said % {"name": now["name"], "much": _weeks(abs(longer)), "day": day}


def length_of(stage: Facts) -> int:
    return stage["to_week"] - stage["from_week"] + 1


def _weeks(number: int) -> str:
    return ngettext("%(number)s week", "%(number)s weeks", number) % {"number": number}


def _order_in_words(change: PlanChange) -> str:
    return _("New order in “%(name)s”") % {"name": change.name}


def _programme_in_words(change: PlanChange) -> str:
    parts = []
    if change.differs_in("name"):
        names = {"was": change.was["name"], "now": change.now["name"]}
        parts.append(_("“%(was)s” is called “%(now)s”") % names)
    if change.differs_in("goal"):
        parts.append(_("Goal: %(goal)s") % {"goal": change.now["goal"] or "–"})
    others = sorted(name for name in change.now if name not in ("name", "goal"))
    if change.differs_in(*others):
        parts.append(_("New words about the programme"))
    return "; ".join(parts)


# For the patient: whole sentences.


@dataclass(frozen=True)
class ForPatient:
    """A change as the patient reads it: in `now` only what differs.

    `whole` is all that is to be done from now on, `before` what they did until now.
    """

    title: str
    now: str
    before: str = ""
    whole: str = ""
    from_day: date | None = None
    why: str = ""


def for_patient(change: PlanChange, affected_side: str = "") -> ForPatient | None:
    """None for what makes no difference to what the patient does."""
    said = {"line": _line_for_patient, "stage": _stage_for_patient}.get(change.of)
    found = said(change, affected_side) if said else None
    return found and replace(found, from_day=change.from_day, why=change.why)


def _line_for_patient(change: PlanChange, affected_side: str) -> ForPatient | None:
    to_do = _to_do(change.now, affected_side) if change.now else ""
    match change.kind:
        case "added":
            return ForPatient(change.name, _("New. %(dose)s") % {"dose": to_do})
        case "removed":
            return ForPatient(change.name, _("You can leave this one out now."))
        case "swapped":
            place = _("In place of %(before)s. %(dose)s")
            return ForPatient(change.name, place % {"before": change.was["name"], "dose": to_do})
    said, before = [], ""
    if change.differs_in("dose", "frequency"):
        said, before = _differences(change, affected_side), _to_do(change.was, affected_side)
    if change.differs_in("must_do"):
        said.append(_("Please do this one.") if change.now["must_do"] else _("Only if you like."))
    if change.differs_in("note") and change.now["note"]:
        said.append(_("“%(note)s”") % {"note": change.now["note"]})
    if change.differs_in("stage"):
        said.append(_("You do it in “%(stage)s”.") % {"stage": change.now["stage"]})
    if not said:
        return None
    return ForPatient(change.name, " ".join(said), before, to_do if before else "")


def _differences(change: PlanChange, affected_side: str) -> list[str]:
    was, now = (_dose_on(facts, affected_side) for facts in (change.was, change.now))
    often = frequency_changes(frequency_in(change.was), frequency_in(change.now))
    return [*dose_changes(was, now), *often]


def _dose_on(facts: Facts, affected_side: str) -> Dose:
    dose = dose_in(facts)
    if dose.side == "affected" and affected_side in ("left", "right"):
        return replace(dose, side=affected_side)
    return dose


def _to_do(facts: Facts, affected_side: str) -> str:
    dose = _dose_on(facts, affected_side)
    return " ".join([*in_sentences(dose), f"{frequency_in_words(frequency_in(facts))}."])


def _stage_for_patient(change: PlanChange, affected_side: str) -> ForPatient | None:
    if change.kind == "removed" or not change.differs_in("from_week", "to_week"):
        return None
    now, was = change.now, change.was or {}
    if now["begins"] and now["from_week"] != was.get("from_week"):
        return ForPatient(
            change.name, _("Begins on %(day)s.") % {"day": day_in_words(now["begins"])}
        )
    if now["ends"]:
        return ForPatient(change.name, _("Goes on until %(day)s.") % {
            "day": day_in_words(now["ends"])
        })  # fmt: skip
    return None
