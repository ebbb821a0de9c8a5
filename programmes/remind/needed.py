"""Is a note that is due still needed: still wanted, not too late, and not done yet?

A whole batch is judged in a constant number of queries.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from patients.access import roles_of
from patients.zones import local_day

from ..day import Day, build_day, ticks_needed_from
from ..models import Delivery, Message, Missed, PushSubscription, ReminderSettings, Session
from ..plans import Plan, Ticks, running_plans_for, ticks_for
from .week import Week, build_week, first_day_needed
from .when import is_quiet, wall_time

GRACE = timedelta(hours=2)
A_LITTLE_LATE = timedelta(minutes=15)
RECIPIENT = ("staff_member__clinic", "patient__clinic", "carer__patient__clinic")
Kind, Why = Delivery.Kind, Delivery.Why


@dataclass(frozen=True)
class Errand:
    """One claimed note with all that is known about it."""

    delivery: Delivery
    reminders: ReminderSettings | None
    plans: Sequence[Plan]
    ticks: Ticks
    devices: Sequence[PushSubscription] = ()
    has_message: bool = False
    is_off: bool = False  # they said "not today"
    is_short: bool = False  # they said how many minutes they have today

    @property
    def day(self) -> Day:
        return build_day(self.plans, self.ticks, self.delivery.on)

    @property
    def week(self) -> Week:
        return build_week(self.plans, self.ticks, self.delivery.on)

    def why_not(self, now: datetime) -> str:
        """Why the note is not needed, as a `Delivery.Why`; "" when it is."""
        row = self.delivery
        roles = roles_of(row.user)
        is_here = row.user.is_active and row.user.withdrew_at is None
        if roles.followed != row.patient or not roles.may_tick or not is_here:
            return Why.GONE
        if row.channel == Delivery.Channel.EMAIL and not row.user.email:
            return Why.NO_ADDRESS
        if row.channel == Delivery.Channel.PUSH and not self.devices:
            return Why.NO_DEVICE
        return "" if row.kind == Kind.TEST else self.why_not_wanted(now) or self.why_not_due()

    def why_not_wanted(self, now: datetime) -> str:
        row, zone = self.delivery, self.delivery.patient.time_zone
        if not is_wanted(row, self.reminders):
            return Why.STOPPED
        if now > row.due_at + GRACE or local_day(now, zone) != row.on:
            return Why.TOO_LATE
        hours = (self.reminders.quiet_from, self.reminders.quiet_to)
        is_late = now > row.due_at + A_LITTLE_LATE
        if is_quiet(row.at, *hours) or (is_late and is_quiet(wall_time(now, zone), *hours)):
            return Why.QUIET
        return ""

    def why_not_due(self) -> str:
        if self.delivery.kind == Kind.WEEKLY:
            return "" if self.week.due or self.week.days_done else Why.NOTHING_DUE
        if self.is_off:
            return Why.OFF
        due = self.day.due_items
        # What is done only if one likes is no reason to be reminded once the rest is done.
        asked = [item for item in due if item.prescription.must_do] or due
        if not asked:
            return Why.NOTHING_DUE
        if self.is_short and self.day.done:  # a short day counts
            return Why.DONE
        return "" if any(item.next_slot is not None for item in asked) else Why.DONE


def is_wanted(row: Delivery, reminders: ReminderSettings | None) -> bool:
    """Whether the person still wants this; what they asked for once today they want."""
    if reminders is None:
        return False
    if row.kind == Kind.WEEKLY:
        return reminders.weekly_summary
    if row.kind == Kind.REMINDER:
        by_email = row.channel == Delivery.Channel.EMAIL
        return reminders.by_email if by_email else reminders.by_push
    return True


def with_people(rows: QuerySet[Delivery]) -> QuerySet[Delivery]:
    return rows.select_related("patient__clinic", *(f"user__{name}" for name in RECIPIENT))


def errands_for(rows: Sequence[Delivery]) -> list[Errand]:
    """The notes with their people's plans and ticks: at most nine queries for any number."""
    patients = {row.patient_id for row in rows}
    users = {row.user_id for row in rows}
    weekly = {row.patient_id for row in rows if row.kind == Kind.WEEKLY}
    first = min(row.on for row in rows)
    plans = running_plans_for(patients, since=first - timedelta(days=7))
    ticks = ticks_for(
        patients, first_day=ticks_from(rows, plans), last_day=max(row.on for row in rows)
    )
    reminders = {r.user_id: r for r in ReminderSettings.objects.filter(user__in=users)}
    devices = devices_of(row.user_id for row in rows if row.channel == Delivery.Channel.PUSH)
    unseen = Message.objects.unseen_by_patient().filter(patient__in=weekly)
    written = set(unseen.values_list("patient_id", flat=True)) if weekly else set()
    said = Missed.objects.filter(patient__in=patients, replaced_at=None).exclude(kind="")
    days = {row.on for row in rows}
    off = set(said.filter(on__in=days).values_list("patient_id", "on"))
    sessions = Session.objects.filter(patient__in=patients, on__in=days)
    short = set(sessions.exclude(minutes_chosen=None).values_list("patient_id", "on"))
    return [
        Errand(
            row,
            reminders.get(row.user_id),
            plans.get(row.patient_id, []),
            ticks[row.patient_id],
            devices[row.user_id],
            # A carer may not be one who reads messages.
            row.patient_id in written and roles_of(row.user).is_patient,
            (row.patient_id, row.on) in off,
            (row.patient_id, row.on) in short,
        )
        for row in rows
    ]


def ticks_from(rows: Sequence[Delivery], plans: dict[int, list[Plan]]) -> date:
    """How far back what was done has to be read."""
    return min(
        first_day_needed(plans.get(row.patient_id, []), row.on)
        if row.kind == Kind.WEEKLY
        else ticks_needed_from(plans.get(row.patient_id, []), row.on)
        for row in rows
    )


def devices_of(user_ids: Iterable[int]) -> dict[int, list[PushSubscription]]:
    """The browsers of each person that take notes; no query where nobody is asked for."""
    found: dict[int, list[PushSubscription]] = defaultdict(list)
    ids = set(user_ids)
    for device in PushSubscription.objects.filter(user__in=ids, gone_at=None) if ids else ():
        found[device.user_id].append(device)
    return found
