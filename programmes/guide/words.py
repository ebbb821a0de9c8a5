"""Which words does the guided session show and say? All of them here, in one place to translate."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .rhythm import Step


def phases() -> dict[str, str]:
    """The word of each phase, short: it is read from across the room."""
    return {
        "go": _("Go"),
        "hold": _("Hold"),
        "back": _("Come back"),
        "stop": _("Stop"),
        "keep": _("Keep going"),
        "stretch": _("Hold and breathe"),
        "press": _("Press and breathe"),
        "ease": _("Ease off, move on"),
        "max": _("As many as you can"),
    }


def on_pain() -> dict[str, str]:
    """What is said where something hurts; "{…}" is filled in by the page."""
    return {
        "hurts": _("%(name)s hurts") % {"name": "{name}"},
        "ask": _("%(name)s hurts. What should I do?") % {"name": "{name}"},
        "tell": _("Tell my physio: “%(message)s”") % {"message": "{message}"},
        "told": _("Noted. Your physio gets this message."),
        "told_later": _("No signal: your physio gets this later. If you need help now, call."),
        "pain_before": _("Before the exercises: %(score)s of 10") % {"score": "{score}"},
    }


def on_screen() -> dict[str, str]:
    """What buttons and short lines say; "{…}" is filled in by the page."""
    return on_pain() | {
        "ready": _("Get ready"),
        "rest": _("Rest"),
        "switch": _("Change sides"),
        "paused": _("Paused"),
        "start": _("Start"),
        "pause": _("Pause"),
        "go_on": _("Carry on"),
        "done": _("Done"),
        "tap_done": _("Tap Done when you are finished"),
        "of_reps": _("of {all}"),
        "i_am_ready": _("I am ready"),
        "of": _("{count} of {all}"),
        "exercise": _("Exercise {count} of {all}"),
        "next": _("Next: {name}"),
        "last": _("This is the last one"),
        "saved": _("Saved"),
        "waiting": _("Waiting to be saved"),
        "waiting_many": _("{count} waiting to be saved"),
        "signed_out": _("Sign in again, and it will be saved"),
        "refused": _("Not saved: {why}"),
        "gone": _("your plan has changed. Open Today."),
        "skip": _("Skip {name}?"),
        "differed": _("{name}: did something differ?"),
        "short_counts": _("A short session counts."),
        "again": _("Welcome back. You were here."),
        "all_done": _("All done. Well done."),
        "that_is_it": _("That is it for now."),
        "count_done": _("{count} of {all} done"),
        "screen_sleeps": _("Your screen may go dark. The timer stays right; the sounds may stop."),
        "seconds": _("{count} seconds"),
        "voice_missing": _("This device has no voice for your language."),
    }


def units() -> dict[str, str]:
    return {
        "times": _("times"),
        "steps": _("steps"),
        "metres": _("metres"),
        "kilometres": _("kilometres"),
        "alphabet": _("Draw every letter"),
        "max": _("as many as you can do well"),
    }


def side(step: Step) -> str:
    """Which side, as a label; "" where there is none."""
    return {
        "left": _("Left side"),
        "right": _("Right side"),
        "affected": _("The side that needs it"),
        "one": _("One way"),
        "other": _("The other way"),
    }.get(step.side, "")


def which_exercise(count: int, of: int) -> str:
    return _("Exercise {count} of {all}").format(count=count, all=of)


def which_set(step: Step) -> str:
    return _("Set %(set)s of %(sets)s") % vars_of(step) if step.sets > 1 else ""


def coming(step: Step, name: str) -> str:
    """What stands after "Next:" before a set."""
    if step.sets == 1:
        return name
    return _("%(name)s, set %(set)s of %(sets)s") % {"name": name, **vars_of(step)}


def enough(step: Step) -> str:
    """Said from the lower end of a range on; "" where there is no range."""
    if step.enough_s is None:
        return ""
    return _("%(amount)s reached. You may stop.") % {"amount": least_in_words(step)}


def least_in_words(step: Step) -> str:
    if step.unit == "times":
        times = round(step.reps * step.enough_s / step.seconds)
        return ngettext("%(n)s time", "%(n)s times", times) % {"n": times}
    seconds = int(step.enough_s)
    if seconds >= 60 and seconds % 60 == 0:
        return ngettext("%(n)s minute", "%(n)s minutes", seconds // 60) % {"n": seconds // 60}
    return ngettext("%(n)s second", "%(n)s seconds", seconds) % {"n": seconds}


def sets_enough(step: Step) -> str:
    """Said before a set beyond the least that was asked for."""
    done = step.set - 1
    return ngettext("%(n)s set done. You may stop.", "%(n)s sets done. You may stop.", done) % {
        "n": done
    }


def fewer_sets(sets: int, of: int) -> str:
    """Said where a short session takes some of the sets alone."""
    return _("Today only %(sets)s of %(all)s sets.") % {"sets": sets, "all": of}


def short_session(minutes: int, exercises: int) -> str:
    return ngettext(
        "Only %(minutes)s minutes: %(count)s exercise",
        "Only %(minutes)s minutes: %(count)s exercises",
        exercises,
    ) % {"minutes": minutes, "count": exercises}


def spoken(step: Step) -> str:
    """What the voice says when the step begins: before a set, also where it is done and which it is.

    Nobody who lies on the floor sees the screen: after a rest the side is said again.
    """
    if step.kind == "work":
        return spoken_work(step)
    if step.kind == "rest":
        return f"{resting(step)} {spoken_after(step)}"
    told = _("Get ready.") if step.kind == "ready" else _("Change sides.")
    which = _("Set %(set)s.") % {"set": step.set} if step.set > 1 else ""
    return " ".join(filter(None, (told, side(step) and f"{side(step)}.", which)))


def resting(step: Step) -> str:
    seconds = int(step.seconds)
    return ngettext("Rest for %(n)s second.", "Rest for %(n)s seconds.", seconds) % {"n": seconds}


def spoken_after(step: Step) -> str:
    """What comes after a rest."""
    then = {
        "left": _("Then left side, set %(set)s."),
        "right": _("Then right side, set %(set)s."),
        "affected": _("Then the side that needs it, set %(set)s."),
        "one": _("Then one way, set %(set)s."),
        "other": _("Then the other way, set %(set)s."),
    }.get(step.side, _("Then set %(set)s."))
    return then % {"set": step.set}


def spoken_work(step: Step) -> str:
    if step.unit == "times":
        return _("Go. %(amount)s times.") % {"amount": step.amount.replace("–", _(" to "))}
    if step.way == "open":
        words = f"{step.amount} {units()[step.unit]}".strip()
        return _("Go. %(words)s.") % {"words": words}
    return _("Go. %(n)s seconds.") % {"n": int(step.seconds)}


def in_list(step: Step) -> str:
    """One line of the session written out, for people without the timer."""
    if step.kind == "rest":
        return resting(step)
    parts = [which_set(step), side(step), amount_in_words(step)]
    return ", ".join(part for part in parts if part)


def amount_in_words(step: Step) -> str:
    if step.unit:
        return f"{step.amount} {units()[step.unit]}".strip()
    return ngettext("%(n)s second", "%(n)s seconds", int(step.seconds)) % {"n": int(step.seconds)}


def vars_of(step: Step) -> dict[str, int | str]:
    is_range = step.least < step.sets
    return {"set": step.set, "sets": f"{step.least}–{step.sets}" if is_range else step.sets}
