"""Which German words does a patient read for a dose? The same functions as in `english.py`.

Short sentences with "Sie", no jargon, for a reading age of 9 to 11.
"""

import re

DAY_NAMES = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")

SIDES = {
    "both": "",
    "each": " auf jeder Seite",
    "left": " auf der linken Seite",
    "right": " auf der rechten Seite",
    "affected": " auf der betroffenen Seite",
    "alternating": ", immer im Wechsel",
}
EACH_WAY = " in jede Richtung"

TEMPOS = {
    "slow": "Bewegen Sie sich langsam.",
    "slow lower": "Gehen Sie langsam nach unten.",
    "controlled": "Bewegen Sie sich ruhig und genau.",
    "fast": "Bewegen Sie sich schnell.",
}

LOADS = {
    "with weight": "Nehmen Sie ein Gewicht.",
    "with load": "Nehmen Sie ein Gewicht.",
    "loaded": "Nehmen Sie ein Gewicht.",
    "heavy": "Nehmen Sie ein schweres Gewicht.",
    "holding a weight": "Halten Sie dabei ein Gewicht.",
    "bodyweight": "Nehmen Sie kein Gewicht dazu.",
    "with band": "Nehmen Sie ein Band.",
}


BANDS = {
    "extra light": "sehr leichtes", "light": "leichtes", "light to medium": "leichtes bis mittleres",
    "medium": "mittleres", "medium to heavy": "mittleres bis starkes", "heavy": "starkes",
    "extra heavy": "sehr starkes", "tan": "beiges", "yellow": "gelbes", "red": "rotes",
    "green": "grünes", "blue": "blaues", "black": "schwarzes", "silver": "silbernes",
    "gold": "goldenes",
}  # fmt: skip

EFFORTS = {
    "very light": "sehr leicht", "light": "leicht", "very easy": "sehr leicht", "easy": "leicht",
    "comfortable": "angenehm", "moderate": "mittelschwer", "somewhat hard": "etwas anstrengend",
    "hard": "anstrengend", "very hard": "sehr anstrengend",
}  # fmt: skip


def listed(words: list[str] | tuple[str, ...]) -> str:
    """Join words as speech does: "Montag, Mittwoch und Freitag"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} und {words[-1]}"


def number(value: float) -> str:
    """7.0 as "7", 6.5 as "6,5"."""
    return f"{value:g}".replace(".", ",")


def span(low: float, high: float | None) -> str:
    """A number or a range: "8" or "8 bis 12"."""
    return number(low) if high is None or high == low else f"{number(low)} bis {number(high)}"


def times(low: int, high: int | None = None) -> str:
    """How often: "einmal", "zweimal", "3-mal", "2- bis 3-mal"."""
    if high is None or high == low:
        return {1: "einmal", 2: "zweimal"}.get(low, f"{low}-mal")
    return f"{low}- bis {high}-mal"


def seconds(low: int, high: int | None = None) -> str:
    """A length of time: "1 Sekunde", "90 Sekunden", "2,5 Minuten", "10 bis 15 Minuten"."""
    if high is None or high == low:
        return _minutes_and_seconds(low) if low >= 120 else _counted(low, "Sekunde")
    if low >= 60 and low % 60 == high % 60 == 0:
        return f"{low // 60} bis {high // 60} Minuten"
    if high < 120:
        return f"{low} bis {high} Sekunden"
    return f"{seconds(low)} bis {seconds(high)}"


def _minutes_and_seconds(value: int) -> str:
    minutes, left_over = divmod(value, 60)
    if left_over == 30:
        return f"{minutes},5 Minuten"
    return f"{minutes} Minuten" + (f" {_counted(left_over, 'Sekunde')}" if left_over else "")


def _counted(value: int, thing: str) -> str:
    """One or more of a word whose plural ends in n: "1 Sekunde", "2 Wiederholungen"."""
    more = "n" if thing.endswith("e") else "en"
    return f"{value} {thing}" if value == 1 else f"{value} {thing}{more}"


def where(side: str, each_way: bool) -> str:
    """The end of a sentence that says the side, or nothing."""
    return EACH_WAY if each_way else SIDES.get(side, "")


def _is_one(low: int | None, high: int | None) -> bool:
    return low == 1 and high in (None, 1)


def reps(low: int | None, high: int | None, unit: str, at: str) -> str:
    """How many to do, of which unit; `at` is the end made by `where`."""
    if unit == "max":
        return f"Machen Sie so viele{at}, wie Sie gut schaffen."
    if unit == "alphabet":
        how_often = "" if low in (None, 1) else f" Machen Sie das Alphabet {times(low)}."
        return f"Zeichnen Sie jeden Buchstaben von A bis Z{at}.{how_often}"
    if unit == "steps":
        return f"Machen Sie {span(low, high)} Schritt{'' if _is_one(low, high) else 'e'}{at}."
    thing = "Wiederholung" if _is_one(low, high) else "Wiederholungen"
    return f"Machen Sie {span(low, high)} {thing}{at}."


def hold_each(low: int, high: int | None, single: bool) -> str:
    return f"Halten Sie {'' if single else 'jedes Mal '}{seconds(low, high)}."


def hold(low: int, high: int | None, at: str) -> str:
    return f"Halten Sie die Position {seconds(low, high)}{at}."


def hold_read_back(low: int, high: int | None, at: str = "") -> str:
    return hold(low, high, at)


def keep_going(low: int, high: int | None, at: str) -> str:
    return f"Machen Sie das {seconds(low, high)} lang{at}."


def go_far(metres: int, at: str) -> str:
    if metres >= 1000:
        return f"Legen Sie {number(metres / 1000)} Kilometer{at} zurück."
    return f"Legen Sie {metres} Meter{at} zurück."


def done_of(done: int, due: int) -> str:
    """A count of what was due: "11 von 14", or "nichts dran"."""
    return f"{done} von {due}" if due else "nichts dran"


def sets(low: int, high: int | None) -> str:
    thing = "Durchgang" if (low, high or 1) == (1, 1) else "Durchgänge"
    return f"Machen Sie {span(low, high)} {thing}."


def do_it(low: int, high: int | None, at: str = "") -> str:
    return f"Machen Sie das {times(low, high)}{at}."


def rest(value: int, between_sets: bool) -> str:
    if value == 0:
        return "Dazwischen brauchen Sie keine Pause."
    between = "zwischen den Durchgängen" if between_sets else "dazwischen"
    return f"Machen Sie {between} {seconds(value)} Pause."


def load(text: str) -> str:
    """What to lift: from "2 x 5 kg", "5–12 kg", "70% 1RM", "loaded" or free words."""
    if text.lower() in LOADS:
        return LOADS[text.lower()]
    if pair := re.fullmatch(r"(\d+) x (.+)", text):
        return f"Nehmen Sie {pair[1]} Gewichte mit je {_to(pair[2])}."
    if part := re.fullmatch(r"(.+)% 1RM", text):
        return f"Nehmen Sie {_to(part[1])} % von dem, was Sie gerade einmal heben können."
    if re.fullmatch(r"[\d.–]+ (kg|lb)", text):
        return f"Nehmen Sie ein Gewicht von {_to(text)}."
    if re.fullmatch(r"[\d.–]+ (kg|lb) ankle weight", text):
        return f"Nehmen Sie eine Gewichtsmanschette von {_to(text.removesuffix(' ankle weight'))}."
    return f"Gewicht: {text}."


def _to(text: str) -> str:
    return text.replace(".", ",").replace("–", " bis ")


def band(level: int | None, label: str) -> str:
    """Which band: its colour or strength if known, else its level."""
    if not label:
        return f"Nehmen Sie ein Band der Stufe {level}."
    if label in BANDS:
        return f"Nehmen Sie ein {BANDS[label]} Band."
    return f"Nehmen Sie das Band „{label}“."


def band_name(label: str) -> str:
    """What stands before "Band": "leichtes"."""
    return BANDS.get(label, label)


def effort(scale: str, low: float | None, high: float | None) -> str:
    if scale == "rir":
        return f"Hören Sie auf, wenn Sie noch {span(low, high)} schaffen würden."
    return f"Die Anstrengung soll bei {span(low, high)} von 10 liegen."


def effort_in_words(words: str) -> str:
    if words == "to fatigue":
        return "Hören Sie auf, wenn Sie zu müde sind, um es gut zu machen."
    said = " bis ".join(EFFORTS.get(word, word) for word in words.split(" to "))
    return f"Es soll sich {said} anfühlen."


def feel(limit: int) -> str:
    return f"Das Gefühl soll höchstens {limit} von 10 sein."


def tempo(text: str, has_hold: bool) -> str:
    """Speed. "2-1-3" is said in the order of the movement: go, stop, come back (, stop)."""
    if text in TEMPOS:
        return TEMPOS[text]
    if lower := re.fullmatch(r"(\d+) s lower", text):
        return f"Gehen Sie in {seconds(int(lower[1]))} nach unten."
    if not re.fullmatch(r"\d+(-\d+){2,3}", text):
        return f"Tempo: {text}."
    go, stop, back, *last = (int(part) for part in text.split("-"))
    pause = f"{seconds(stop)} stehen bleiben, " if stop and not has_hold else ""
    sentence = f"So schnell: {seconds(go)} hin, {pause}{seconds(back)} zurück."
    if last and last[0]:
        sentence += f" Dann {seconds(last[0])} Pause."
    return sentence


def note(text: str) -> str:
    return f"Hinweis: {text.rstrip('.')}."


def every_day() -> str:
    return "Jeden Tag"


def on_days(several: str, days: tuple[int, ...]) -> str:
    """Weekdays after how often a day: "Zweimal am Tag, Montag und Freitag"."""
    return f"{several}, {weekdays(days)}"


def several_and(several: str, days: str) -> str:
    """How often a day, and on which days: "Zweimal am Tag, jeden zweiten Tag"."""
    return f"{several}, {days[0].lower()}{days[1:]}"


def a_day(how_often: int) -> str:
    """How often a day: "Einmal am Tag", "Zweimal am Tag", "3-mal am Tag"."""
    said = f"{times(how_often)} am Tag"
    return said[0].upper() + said[1:]


def every_n_days(n: int) -> str:
    return {1: "Jeden Tag", 2: "Jeden zweiten Tag"}.get(n, f"Alle {n} Tage")


def days_a_week(n: int) -> str:
    return (
        "1 Tag pro Woche, Sie wählen welchen"
        if n == 1
        else f"{n} Tage pro Woche, Sie wählen welche"
    )


def weekdays(days: tuple[int, ...]) -> str:
    """Days by name; three or more in a row as "Montag bis Freitag"."""
    if len(days) == 7:
        return "Jeden Tag"
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{DAY_NAMES[days[0]]} bis {DAY_NAMES[days[-1]]}"
    return listed([DAY_NAMES[day] for day in days])


def when_needed(at_most: int | None) -> str:
    limit = "" if at_most is None else f", höchstens {times(at_most)} am Tag"
    return f"Wenn Sie es brauchen{limit}"
