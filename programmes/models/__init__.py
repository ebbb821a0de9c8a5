"""The work: programme → stage → prescription → session → completion, and what is said about it."""

from .done import Completion, Correction, Session
from .extension import Extension
from .goals import Goal, GoalScore
from .missed import Kind, Missed, MissedReason, StopWish
from .plan import Pause, Prescription, Programme, Stage
from .rehearsal import PersonalCue, Rehearsal, Rehearsed
from .remind import Delivery, PushSubscription, ReminderSettings, ReminderTime
from .talk import Message, ReadyReply

__all__ = [
    "Completion",
    "Correction",
    "Delivery",
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
    "PushSubscription",
    "ReadyReply",
    "Rehearsal",
    "Rehearsed",
    "ReminderSettings",
    "ReminderTime",
    "Session",
    "Stage",
    "StopWish",
]
