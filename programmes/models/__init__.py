"""The work: programme → stage → prescription → session → completion, and what is said about it."""

from .done import Completion, Correction, Session
from .goals import Goal, GoalScore
from .handled import Handled
from .missed import Kind, Missed, MissedReason, StopWish
from .origin import Origin
from .outcome import OutcomeScore
from .plan import Pause, Prescription, Programme, Stage
from .rehearsal import PersonalCue, Rehearsal, Rehearsed
from .remind import Delivery, PushSubscription, ReminderSettings, ReminderTime
from .revision import Revision
from .talk import Message, MessagePicture, ReadyReply

__all__ = [
    "Completion",
    "Correction",
    "Delivery",
    "Goal",
    "GoalScore",
    "Handled",
    "Kind",
    "Message",
    "MessagePicture",
    "Missed",
    "MissedReason",
    "Origin",
    "OutcomeScore",
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
    "Revision",
    "Session",
    "Stage",
    "StopWish",
]
