"""What was typed in one line: an exercise, and perhaps its dose? "clamshell 3x15 each side".

Pure. The dose begins where a number with its measure stands after the name: "3x15", "10 x 5 s",
"30 s", "12 reps", or where it says how often: "daily", "3x/week". A bare number belongs to the name: "figure 4".
"""

import re

_TIMES = r"\d+(?:\s*[-–]\s*\d+)?\s*(?:[x×*]|sets?\b(?:\s+of\b)?)\s*\d"
_AMOUNT = r"\d+(?:\s*[-–]\s*\d+)?\s*(?:s|secs?|seconds?|mins?|minutes?|reps?|times)\b"
_OFTEN = (
    r"(?:daily|every (?:day|other day|\d+ days)|as needed)\b"
    r"|(?:once|twice|\d+\s*(?:[x×]|times))\s*(?:/\s*|(?:a|per)\s+)(?:day|week|wk)\b"
)
_DOSE = re.compile(rf"[\s,;:]+(?={_TIMES}|{_AMOUNT}|{_OFTEN})", re.IGNORECASE)


def split_typed(line: str) -> tuple[str, str]:
    """The words that name an exercise, and the dose in shorthand; either may be empty."""
    found = _DOSE.search(line)
    if not found:
        return line.strip(), ""
    return line[: found.start()].strip(), line[found.end() :].strip()


def split_at_number(line: str) -> tuple[str, str]:
    """The same where no dose was recognised: all from the first number on was perhaps meant as one,
    "clamshell 3xx15". Empty where no word stands before a number."""
    name, *rest = re.split(r"[\s,;:]+(?=\d)", line.strip(), maxsplit=1)
    return (name, rest[0]) if name and rest else ("", "")
