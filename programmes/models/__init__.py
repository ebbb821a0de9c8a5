"""The work: programme → stage → prescription → session → completion."""

from .done import Completion, Session
from .plan import Pause, Prescription, Programme, Stage

__all__ = ["Completion", "Pause", "Prescription", "Programme", "Session", "Stage"]
