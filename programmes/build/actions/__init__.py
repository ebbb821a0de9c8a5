"""What does a physio do with programmes? Giving, drafting, editing, publishing."""

from ..change import Change
from .giving import (
    AlreadyRevised,
    assign,
    end,
    pause,
    resume,
    revise,
    take_on,
)

__all__ = [
    "AlreadyRevised",
    "Change",
    "assign",
    "end",
    "pause",
    "resume",
    "revise",
    "take_on",
]
