"""What differs between two doses, in the patient's words? "Do 8 on each side (it was 10)." """

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from exercises.dosing import words
from exercises.dosing.dose import Dose
from exercises.dosing.frequency import Frequency
from exercises.dosing.frequency import in_words as frequency_in_words


@dataclass(frozen=True)
class Piece:
    """One sentence of a dose. `number` is what it counts, comparable within the same `frame`."""

    sentence: str
    number: str = ""
    frame: tuple = ()


def dose_changes(was: Dose, now: Dose) -> list[str]:
    """Only what differs, in the order of the dose's own sentences."""
    before, after = dict(pieces_of(was)), dict(pieces_of(now))
    return [
        said_of(before.get(name), after.get(name))
        for name in dict.fromkeys([*after, *before])
        if before.get(name) != after.get(name)
    ]


def said_of(was: Piece | None, now: Piece | None) -> str:
    if now is None:
        return _("No longer: %(was)s") % {"was": was.sentence}
    if was is None:
        return _("New: %(now)s") % {"now": now.sentence}
    if was.number and now.number and was.number != now.number and was.frame == now.frame:
        facts = {"now": now.sentence.removesuffix("."), "was": was.number}
        return _("%(now)s (it was %(was)s).") % facts
    return _("%(now)s Before: %(was)s") % {"now": now.sentence, "was": was.sentence}


def frequency_changes(was: Frequency, now: Frequency) -> list[str]:
    if was == now:
        return []
    said = Piece(f"{frequency_in_words(now)}."), Piece(f"{frequency_in_words(was)}.")
    return [said_of(said[1], said[0])]


def pieces_of(dose: Dose) -> Iterator[tuple[str, Piece]]:
    """Each sentence by what it is about; see `dose.in_sentences`."""
    at = words.where(dose.side, dose.each_way)
    has_reps = dose.reps is not None or dose.reps_unit in ("max", "alphabet")
    if has_reps:
        number = words.span(dose.reps, dose.reps_max) if dose.reps else ""
        sentence = words.reps(dose.reps, dose.reps_max, dose.reps_unit, at)
        yield "reps", Piece(sentence, number, (dose.reps_unit, at))
    yield from times_of(dose, at, has_reps)
    if dose.distance_m:
        yield "distance", Piece(words.go_far(dose.distance_m, at))
    sets = (dose.sets or 1, dose.sets_max)
    say = words.sets if has_reps else words.do_it
    number = words.span(*sets) if has_reps else words.times(*sets)
    yield "sets", Piece(say(*sets), number, (has_reps,))
    yield from ways_of(dose, has_reps)


def times_of(dose: Dose, at: str, has_reps: bool) -> Iterator[tuple[str, Piece]]:
    """Holds and durations."""
    if dose.hold_s:
        length = (dose.hold_s, dose.hold_s_max)
        is_single = dose.reps == 1 and dose.reps_max in (None, 1)
        each = words.hold_each(*length, is_single)
        sentence = each if has_reps else words.hold(*length, at)
        yield "hold", Piece(sentence, words.seconds(*length), ("" if has_reps else at,))
    if dose.duration_s:
        length = (dose.duration_s, dose.duration_s_max)
        at = "" if has_reps or dose.hold_s else at
        yield "duration", Piece(words.keep_going(*length, at), words.seconds(*length), (at,))


def ways_of(dose: Dose, has_reps: bool) -> Iterator[tuple[str, Piece]]:
    """Rest, speed, load, effort."""
    if dose.rest_s is not None and (dose.sets_max or dose.sets or 1) > 1:
        sentence = words.rest(dose.rest_s, has_reps)
        yield "rest", Piece(sentence, words.seconds(dose.rest_s) if dose.rest_s else "")
    if dose.tempo:
        yield "tempo", Piece(words.tempo(dose.tempo, bool(dose.hold_s)))
    if dose.load_text:
        yield "load", Piece(words.load(dose.load_text))
    if dose.band_level or dose.band_label:
        yield "band", Piece(words.band(dose.band_level, dose.band_label))
    if dose.effort_min is not None:
        sentence = words.effort(dose.effort_scale, dose.effort_min, dose.effort_max)
        number = words.span(dose.effort_min, dose.effort_max)
        yield "effort", Piece(sentence, number, (dose.effort_scale,))
    if dose.effort_words:
        yield "effort words", Piece(words.effort_in_words(dose.effort_words))
    if dose.feel_max is not None:
        yield "feel", Piece(words.feel(dose.feel_max), words.number(dose.feel_max))
    if dose.note:
        yield "note", Piece(words.note(dose.note))
