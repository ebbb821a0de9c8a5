"""Which English words does a patient read for a dose? `german.py` has the same for German.

Plain numbers and strings go in, finished sentences come out; nothing here knows the
`Dose` or `Frequency` values. Reading age 9-11: short sentences, no jargon.
"""

import re

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

SIDES = {
    "both": "",
    "each": " on each side",
    "left": " on your left side",
    "right": " on your right side",
    "affected": " on the side that needs it",
    "alternating": ", changing sides each time",
}
EACH_WAY = " each way"

TEMPOS = {
    "slow": "Move slowly.",
    "slow lower": "Go down slowly.",
    "controlled": "Move with control.",
    "fast": "Move fast.",
}

LOADS = {
    "with weight": "Use a weight.",
    "with load": "Use a weight.",
    "loaded": "Use a weight.",
    "heavy": "Use a heavy weight.",
    "holding a weight": "Hold a weight while you do it.",
    "bodyweight": "Use no extra weight.",
    "with band": "Use a band.",
}


def listed(words: list[str] | tuple[str, ...]) -> str:
    """Join words as speech does: "Monday, Wednesday and Friday"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def number(value: float) -> str:
    """7.0 as "7", 6.5 as "6.5"."""
    return f"{value:g}"


def span(low: float, high: float | None) -> str:
    """A number or a range: "8" or "8 to 12"."""
    return number(low) if high is None or high == low else f"{number(low)} to {number(high)}"


def times(low: int, high: int | None = None) -> str:
    """How often: "once", "twice", "3 times", "2 to 3 times"."""
    if high is None or high == low:
        return {1: "once", 2: "twice"}.get(low, f"{low} times")
    return f"{low} to {high} times"


def seconds(low: int, high: int | None = None) -> str:
    """A length of time: "1 second", "90 seconds", "2 minutes", "10 to 15 minutes"."""
    if high is None or high == low:
        return _minutes_and_seconds(low) if low >= 120 else _counted(low, "second")
    if low >= 60 and low % 60 == high % 60 == 0:
        return f"{low // 60} to {high // 60} minutes"
    if high < 120:
        return f"{low} to {high} seconds"
    return f"{seconds(low)} to {seconds(high)}"


def _minutes_and_seconds(value: int) -> str:
    minutes, left_over = divmod(value, 60)
    if left_over == 30:
        return f"{minutes} and a half minutes"
    return f"{minutes} minutes" + (f" {_counted(left_over, 'second')}" if left_over else "")


def _counted(value: int, thing: str) -> str:
    return f"{value} {thing}" if value == 1 else f"{value} {thing}s"


def where(side: str, each_way: bool) -> str:
    """The end of a sentence that says the side: " on each side", " each way", or nothing."""
    return EACH_WAY if each_way else SIDES.get(side, "")


def reps(low: int | None, high: int | None, unit: str, at: str) -> str:
    """How many to do, of which unit; `at` is the end made by `where`."""
    if unit == "max":
        return f"Do as many as you can do well{at}."
    if unit == "alphabet":
        how_often = "" if low in (None, 1) else f" Do the alphabet {times(low)}."
        return f"Draw every letter from A to Z{at}.{how_often}"
    if unit == "steps":
        thing = "step" if (low, high) in ((1, None), (1, 1)) else "steps"
        return f"Take {span(low, high)} {thing}{at}."
    return f"Do {span(low, high)}{at}."


def hold_each(low: int, high: int | None, single: bool) -> str:
    return f"Hold {'it' if single else 'each one'} for {seconds(low, high)}."


def hold(low: int, high: int | None, at: str) -> str:
    return f"Hold for {seconds(low, high)}{at}."


def hold_read_back(low: int, high: int | None, at: str = "") -> str:
    """As a physio typed it, said back."""
    return f"Hold {seconds(low, high)}{at}."


def keep_going(low: int, high: int | None, at: str) -> str:
    return f"Do this for {seconds(low, high)}{at}."


def go_far(metres: int, at: str) -> str:
    if metres >= 1000:
        far = "1 kilometre" if metres == 1000 else f"{metres / 1000:g} kilometres"
    else:
        far = _counted(metres, "metre")
    return f"Go {far}{at}."


def done_of(done: int, due: int) -> str:
    """A count of what was due: "11 of 14", or "nothing due"."""
    return f"{done} of {due}" if due else "nothing due"


def sets(low: int, high: int | None) -> str:
    return f"Do {span(low, high)} {'set' if (low, high or 1) == (1, 1) else 'sets'}."


def do_it(low: int, high: int | None, at: str = "") -> str:
    return f"Do it {times(low, high)}{at}."


def rest(value: int, between_sets: bool) -> str:
    if value == 0:
        return "No rest is needed in between."
    return f"Rest for {seconds(value)} between {'sets' if between_sets else 'goes'}."


def load(text: str) -> str:
    """What to lift: from "2 x 5 kg", "5–12 kg", "70% 1RM", "loaded" or free words."""
    if text.lower() in LOADS:
        return LOADS[text.lower()]
    if pair := re.fullmatch(r"(\d+) x (.+)", text):
        return f"Use {pair[1]} weights of {_to(pair[2])}."
    if part := re.fullmatch(r"(.+)% 1RM", text):
        return f"Use {_to(part[1])}% of the most you can lift once."
    if re.fullmatch(r"[\d.–]+ (kg|lb)", text):
        return f"Use a weight of {_to(text)}."
    if re.fullmatch(r"[\d.–]+ (kg|lb) ankle weight", text):
        return f"Use an ankle weight of {_to(text.removesuffix(' ankle weight'))}."
    return f"Weight: {text}."


def _to(text: str) -> str:
    return text.replace("–", " to ")


def band(level: int | None, label: str) -> str:
    """Which band: its colour or strength if known, else its level."""
    if not label:
        return f"Use a band of level {level}."
    return f"Use {'an' if label[0] in 'aeiou' else 'a'} {label} band."


def band_name(label: str) -> str:
    """What stands before "band"."""
    return label


def effort(scale: str, low: float | None, high: float | None) -> str:
    if scale == "rir":
        return f"Stop when you could still do {span(low, high)} more."
    return f"It should feel like {span(low, high)} out of 10 effort."


def effort_in_words(words: str) -> str:
    if words == "to fatigue":
        return "Stop when you are too tired to do it well."
    return f"It should feel {words}."


def feel(limit: int) -> str:
    return f"Keep the feeling at {limit} out of 10 or less."


def tempo(text: str, has_hold: bool) -> str:
    """Speed. "2-1-3" is said in the order of the movement: go, stop, come back (, stop)."""
    if text in TEMPOS:
        return TEMPOS[text]
    if lower := re.fullmatch(r"(\d+) s lower", text):
        return f"Take {seconds(int(lower[1]))} to go down."
    if not re.fullmatch(r"\d+(-\d+){2,3}", text):
        return f"Speed: {text}."
    go, stop, back, *last = (int(part) for part in text.split("-"))
    pause = f", stop for {seconds(stop)} and take" if stop and not has_hold else " and"
    sentence = f"Take {seconds(go)} to go{pause} {seconds(back)} to come back."
    if last and last[0]:
        sentence += f" Then stop for {seconds(last[0])}."
    return sentence


def note(text: str) -> str:
    return f"Note: {text.rstrip('.')}."


def every_day() -> str:
    return "Every day"


def on_days(several: str, days: tuple[int, ...]) -> str:
    """Weekdays after how often a day: "Twice a day, on Monday and Friday"."""
    named = weekdays(days)
    return f"{several}, {named}" if " to " in named else f"{several}, on {named}"


def several_and(several: str, days: str) -> str:
    """How often a day, and on which days: "Twice a day, every other day"."""
    return f"{several}, {days[0].lower()}{days[1:]}"


def a_day(how_often: int) -> str:
    """How often a day: "Once a day", "Twice a day", "3 times a day"."""
    return f"{times(how_often)} a day".capitalize()


def every_n_days(n: int) -> str:
    return {1: "Every day", 2: "Every other day"}.get(n, f"Every {n} days")


def days_a_week(n: int) -> str:
    return f"{_counted(n, 'day')} a week, you choose which"


def weekdays(days: tuple[int, ...]) -> str:
    """Days by name; three or more in a row as "Monday to Friday"."""
    if len(days) == 7:
        return "Every day"
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{DAY_NAMES[days[0]]} to {DAY_NAMES[days[-1]]}"
    return listed([DAY_NAMES[day] for day in days])


def when_needed(at_most: int | None) -> str:
    return "When you need it" + ("" if at_most is None else f", at most {_at_most(at_most)} a day")


def _at_most(how_often: int) -> str:
    return "once" if how_often == 1 else f"{how_often} times"
