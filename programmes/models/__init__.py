"""The work: programme → stage → prescription → session → completion, and what is said about it."""

from .done import Completion, Correction, Session
from .extension import Extension
from .goals import Goal, GoalScore
from .missed import Kind, Missed, MissedReason, StopWish
from .plan import Pause, Prescription, Programme, Stage
from .rehearsal import PersonalCue, Rehearsal, Rehearsed
from .talk import Message, ReadyReply

__all__ = [
    "Completion",
    "Correction",
    "Extension",
    "Goal",
    "GoalScore",
    "Kind",
    "Message",
    "Missed",
    "MissedReason",
    "Pause",
    "PersonalCue",
    "Prescription",
    "Programme",
    "ReadyReply",
    "Rehearsal",
    "Rehearsed",
    "Session",
    "Stage",
    "StopWish",
]
