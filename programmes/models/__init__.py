"""The work: programme → stage → prescription → session → completion, and what is said about it."""

from .done import Completion, Correction, Session
from .plan import Pause, Prescription, Programme, Stage
from .talk import Message, ReadyReply

__all__ = [
    "Completion",
    "Correction",
    "Message",
    "Pause",
    "Prescription",
    "Programme",
    "ReadyReply",
    "Session",
    "Stage",
]
