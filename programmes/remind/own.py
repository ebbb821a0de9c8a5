"""How is one person reminded at present: times, ways, calendar, and what was last sent?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from patients.models import Patient, User

from ..models import Delivery, PushSubscription, ReminderSettings
from . import push
from .links import calendar_url
from .when import offers
from .words import times_in_words

Channel = Delivery.Channel


@dataclass(frozen=True)
class Own:
    """A person's own reminders; `reminders` is unsaved while they never chose."""

    user: User
    patient: Patient
    reminders: ReminderSettings
    times: Sequence[tuple[int, time]]
    devices: Sequence[PushSubscription]

    @property
    def is_on(self) -> bool:
        """Whether reminders are wanted; `ways` says whether one can reach the person."""
        return bool(self.times) and self.reminders.is_on

    @property
    def times_in_words(self) -> list[str]:
        return times_in_words(self.times)

    @property
    def ways(self) -> list[str]:
        """The ways that are on and can be gone."""
        on = (
            (Channel.EMAIL, self.reminders.by_email and bool(self.user.email)),
            (Channel.PUSH, self.reminders.by_push and bool(self.devices)),
        )
        return [way for way, is_on in on if is_on]

    @property
    def ways_for_once(self) -> list[str]:
        """For what is asked for by hand: the ways that are on, else a mail."""
        return self.ways or ([Channel.EMAIL] if self.user.email else [])

    @property
    def calendar_url(self) -> str:
        return calendar_url(self.reminders)

    @property
    def webcal_url(self) -> str:
        """The same, as a phone's calendar app opens it to subscribe."""
        return "webcal:" + self.calendar_url.partition(":")[2]

    @property
    def push_key(self) -> str:
        return push.public_key()

    @property
    def usual_times(self) -> list[time]:
        """The times of most days; the form shows these first and the others apart."""
        by_day = self.by_day()
        counts = Counter(tuple(times) for times in by_day.values())
        return list(max(counts, key=lambda each: (len(each), counts[each]), default=()))

    def by_day(self) -> dict[int, list[time]]:
        days: dict[int, list[time]] = {}
        for weekday, at in self.times:
            days.setdefault(weekday, []).append(at)
        return days

    def offers(self, now: datetime) -> list[time]:
        """Times later today that can be had with one tap."""
        quiet = {"quiet_from": self.reminders.quiet_from, "quiet_to": self.reminders.quiet_to}
        return offers(self.patient.time_zone, now=now, **quiet)


def own_for(user: User, patient: Patient) -> Own:
    """Three queries; two for who never chose."""
    reminders = ReminderSettings.objects.filter(user=user).first()
    times = reminders.times.values_list("weekday", "at") if reminders else ()
    devices = PushSubscription.objects.filter(user=user, gone_at=None)
    return Own(user, patient, reminders or ReminderSettings(user=user), list(times), list(devices))
