"""What may a log line say? No links that sign in, no codes, no addresses of people."""

import logging
import re

LINE = "{asctime} {levelname} {name} {message}"
SECRETS = (
    # The signed link of an invitation, and of a new password.
    (re.compile(r"(/join/)[^/\s?\"']+"), r"\1***"),
    (re.compile(r"(/password/reset/key/)[^/\s?\"']+"), r"\1***"),
    # The private calendar, and the links in a reminder.
    (re.compile(r"(/calendar/|/reminders/(?:later|stop)/)[^/\s?\"']+"), r"\1***"),
    # What stands behind the question mark: searches, addresses, where to go next.
    (re.compile(r"(/[^\s?\"']*\?)[^\s\"']+"), r"\1***"),
    (re.compile(r"[^\s@\"'<>(),;:=/?]+@[^\s@\"'<>(),;:/?]+"), "<e-mail>"),
)


def discreet(line: str) -> str:
    """The line without the secrets it may have carried."""
    for pattern, instead in SECRETS:
        line = pattern.sub(instead, line)
    return line


class DiscreetFormatter(logging.Formatter):
    """Masks the whole line, an exception's words and its trace included."""

    def __init__(self) -> None:
        super().__init__(LINE, style="{")

    def format(self, record: logging.LogRecord) -> str:
        return discreet(super().format(record))
