"""What reminders do: come due, leave, and follow what a person asks."""

from .asked import (
    ask_later,
    make_calendar,
    move_device,
    note_device,
    save_choice,
    save_week,
    send_test,
    stop_calendar,
    stop_mails,
    turn_off,
)
from .plan import forget_old, plan_due
from .send import CLAIM_HOLDS, send_waiting

__all__ = [
    "CLAIM_HOLDS",
    "ask_later",
    "forget_old",
    "make_calendar",
    "move_device",
    "note_device",
    "plan_due",
    "save_choice",
    "save_week",
    "send_test",
    "send_waiting",
    "stop_calendar",
    "stop_mails",
    "turn_off",
]
