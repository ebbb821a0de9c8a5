"""What goes into the clinical record, as plain text? What was recorded, and no judgement of it."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from patients.models import Patient, StaffMember

from ..adherence import DEFINITION
from ..models import Session
from .criteria import span
from .given import Given
from .log import recorded_counts, skipped_counts
from .record import PatientRecord

LATE_CHANGES, LATE_NOTES = 5, 5


def note_for(record: PatientRecord, by: StaffMember) -> str:
    """Lines of text about the four weeks up to yesterday, for the physio to paste and complete."""
    sections = [
        head(record.patient, record.today, by),
        [line for given in record.programmes for line in programme_lines(given)],
        adherence_lines(record),
        pain_lines(record),
        said_lines(record),
        change_lines(record),
        [_("From what the patient recorded. %(definition)s") % {"definition": DEFINITION}],
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines)


def day(on: date) -> str:
    return date_format(on, "j M Y")


def listed(counts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{number} {words}" for words, number in counts)


def head(patient: Patient, today: date, by: StaffMember) -> list[str]:
    name = patient.name
    if patient.born_on:
        born = {"name": name, "day": day(patient.born_on)}
        name = _("%(name)s, born %(day)s") % born
    written = {"day": day(today), "who": by}
    return [_("Home exercise, reviewed on %(day)s by %(who)s") % written, name]


def programme_lines(given: Given) -> list[str]:
    """The programme, how far along it is, and each exercise with done of due."""
    standing = given.standing
    lines = [_("Programme: %(name)s. %(words)s") % {"name": standing.name, "words": standing.words}]
    if given.now and standing.is_current:
        lines.append(_("Stage: %(name)s") % {"name": given.now.stage.name})
        for each in given.now.lines:
            done = f" ({each.adherence.in_words()})" if each.adherence.due else ""
            lines.append(f"- {each.line.exercise.name}: {each.line.in_short}{done}")
    return lines


def adherence_lines(record: PatientRecord) -> list[str]:
    first, last = record.counted_from, record.today - timedelta(days=1)
    days = {"first": day(first), "last": day(last)}
    done = [c for c in record.happened.completions if first <= c.on <= last]
    lines = [
        _("Done of due, %(first)s to %(last)s:") % days
        + " "
        + _("must do %(must)s, optional %(optional)s")
        % {
            "must": record.adherence.must_do_in_words(),
            "optional": record.adherence.optional_in_words(),
        }
    ]
    if recorded := recorded_counts(done):
        lines.append(_("Recorded: %(how)s") % {"how": listed(recorded)})
    if record.last_done_on:
        lines.append(_("Last session: %(day)s") % {"day": day(record.last_done_on)})
    skipped = [
        f"{one.exercise} {one.times}×" + (f" ({one.why})" if one.why else "")
        for one in skipped_counts(done)
    ]
    if skipped:
        lines.append(_("Skipped: %(what)s") % {"what": ", ".join(skipped)})
    missed = [(one.words, one.times) for one in record.missed.counts]
    if missed:
        lines.append(_("Missed days, as the patient said: %(why)s") % {"why": listed(missed)})
    return lines


def pain_lines(record: PatientRecord) -> list[str]:
    sessions = [s for s in record.happened.sessions if s.on >= record.counted_from]
    rule, worst = record.patient.pain_rule, record.pain.worst.last
    limits = {"green": rule.green_max, "amber": rule.amber_max}
    pain = _("Pain 0–10 (green to %(green)s, amber to %(amber)s):") % limits
    if worst is None or worst.on < record.counted_from:
        return [f"{pain} {_('no score')}"]
    lines = [
        pain
        + " "
        + _("before %(before)s, after %(after)s, next morning %(morning)s")
        % {
            "before": span_of(sessions, "pain_before"),
            "after": span_of(sessions, "pain_after"),
            "morning": span_of(sessions, "pain_next_morning"),
        },
        _("Last: %(score)s on %(day)s") % {"score": worst.score, "day": day(worst.on)},
    ]
    dots = [dot for dot in record.pain.worst.dots if dot.on >= record.counted_from]
    red = [f"{day(dot.on)} ({dot.score})" for dot in dots if dot.light == "red"]
    if red:
        lines.append(_("Red on: %(days)s") % {"days": ", ".join(red)})
    return [*lines, _("Effort 0–10: %(span)s") % {"span": span_of(sessions, "effort")}]


def span_of(sessions: Sequence[Session], field: str) -> str:
    return span([value for s in sessions if (value := getattr(s, field)) is not None])


def said_lines(record: PatientRecord) -> list[str]:
    """Notes in the patient's words, messages by number, own measures and goals."""
    since = record.counted_from
    notes = [s for s in record.notes if s.on >= since][:LATE_NOTES]
    lines = [f"{day(s.on)}: “{' '.join(s.note.split())}”" for s in notes]
    if lines:
        lines.insert(0, _("The patient's notes:"))
    begun = timezone.now() - timedelta(days=28)
    recent = [m for m in record.thread.messages if m.sent_at >= begun and not m.taken_back_at]
    if recent:
        theirs = sum(not message.from_clinic for message in recent)
        words = ngettext(
            "Messages in four weeks: %(theirs)s from the patient, %(ours)s from the clinic",
            "Messages in four weeks: %(theirs)s from the patient, %(ours)s from the clinic",
            len(recent),
        )
        lines.append(words % {"theirs": theirs, "ours": len(recent) - theirs})
    for one in record.outcomes:
        last = one.last
        value = {"name": one.named, "value": f"{last.value:g}", "day": day(last.on)}
        value |= {"low": last.lowest, "high": last.highest}
        lines.append(_("%(name)s: %(value)s (%(low)s–%(high)s) on %(day)s") % value)
    for goal in record.goals:
        if goal.last:
            score = {"goal": goal.goal.words, "score": goal.last.score, "day": day(goal.last.on)}
            lines.append(_("Own goal “%(goal)s”: %(score)s of 10 on %(day)s") % score)
    return lines


def change_lines(record: PatientRecord) -> list[str]:
    late = [c for c in record.history if c.on >= record.counted_from][:LATE_CHANGES]
    lines = []
    for change in late:
        said = "; ".join(change.lines) + (f". {change.why}" if change.why else "")
        lines.append(f"{day(change.on)}: {said}" + (f" ({change.by})" if change.by else ""))
    if lines:
        lines.insert(0, _("Changed:"))
    done = [one for one in record.handled if one.on >= record.counted_from and one.note]
    return lines + [f"{day(one.on)}: {one.words}: {one.note} ({one.by})" for one in done]
