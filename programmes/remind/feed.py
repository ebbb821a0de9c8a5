"""What does a calendar show: the times a person chose, on the days that have something due?

RFC 5545, as single events of the last two and the next eight weeks: rest days, pauses and the
end of the plan show as what they are. The words say nothing on health: calendars are shared.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils.translation import gettext
from icalendar import Alarm, Calendar, Event

from patients.models import Patient
from patients.zones import zone_of

from ..day import build_day
from ..models import ReminderSettings
from ..plans import Plan, Ticks, running_plans_for
from .links import today_url
from .when import DAY, Moment, instant_of

WEEKS_BACK, WEEKS_AHEAD = 2, 8
LASTS = timedelta(minutes=15)
# Where a plan leaves the days to the patient, every day of the week may be one.
NOTHING_DONE = Ticks()


@dataclass(frozen=True)
class Feed:
    """One person's calendar as it is now."""

    reminders: ReminderSettings
    patient: Patient
    events: list[Moment]

    def as_text(self) -> bytes:
        """The file: CRLF, folded lines, and the zone's own rules for the summer and back."""
        calendar = Calendar()
        for name, value in (
            ("prodid", "-//Home exercise//Reminders//EN"),
            ("version", "2.0"),
            ("method", "PUBLISH"),
            ("x-wr-calname", gettext("Reminders")),
            ("refresh-interval;value=duration", "PT12H"),
            ("x-published-ttl", "PT12H"),
        ):
            calendar.add(name, value)
        for moment in self.events:
            calendar.add_component(self.event(moment))
        if self.events:
            first, last = self.events[0].on, self.events[-1].on
            calendar.add_missing_timezones(first - timedelta(days=366), last + timedelta(days=366))
        return calendar.to_ical()

    def event(self, moment: Moment) -> Event:
        event = Event()
        event.add("uid", self.uid_of(moment))
        event.add("sequence", self.reminders.version)
        event.add("dtstamp", self.reminders.changed_at)
        event.add("last-modified", self.reminders.changed_at)
        event.add("dtstart", moment.due_at.astimezone(zone_of(self.patient.time_zone)))
        event.add("duration", LASTS)
        event.add("summary", gettext("A reminder for you"))
        event.add("url", today_url())
        event.add("description", today_url())
        event.add("class", "PRIVATE")
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", gettext("A reminder for you"))
        alarm.add("trigger", timedelta(0))
        event.add_component(alarm)
        return event

    def uid_of(self, moment: Moment) -> str:
        """The same for the same time of the same day, also under a new address."""
        words = f"{today_url()}#{self.reminders.pk}-{moment.on}-{moment.at:%H%M}"
        return f"{uuid5(NAMESPACE_URL, words)}"


def feed_for(reminders: ReminderSettings, patient: Patient) -> Feed:
    """Three queries for any number of weeks."""
    today = patient.local_today()
    first, last = today - timedelta(weeks=WEEKS_BACK), today + timedelta(weeks=WEEKS_AHEAD)
    times = list(reminders.times.values_list("weekday", "at"))
    plans = running_plans_for([patient.pk], since=first).get(patient.pk, [])
    events = [
        Moment(due_at, day, at)
        for day in days_with_something_due(plans, first, last)
        for weekday, at in times
        if weekday == day.weekday() and (due_at := instant_of(day, at, patient.time_zone))
    ]
    return Feed(reminders, patient, sorted(events))


def days_with_something_due(plans: list[Plan], first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        if build_day(plans, NOTHING_DONE, day).due:
            yield day
        day += DAY
