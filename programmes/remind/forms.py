"""What a person wants of reminders, understood."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..models import ReminderSettings
from .own import Own
from .push import is_known_host
from .sealed import decoded
from .when import Moment, is_quiet, later_today

DAYS = [(str(day), name) for day, name in WEEKDAYS.items()]
REFUSED = {
    "past": _("That time is past. Choose a later one."),
    "quiet": _("That is in your quiet hours. Choose another time."),
}


class TimeField(forms.TimeField):
    """A time of day, as the phone's own wheel gives it."""

    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})

    def to_python(self, value: Any) -> time | None:
        at = super().to_python(value)
        return at.replace(second=0, microsecond=0, tzinfo=None) if at else None


class RemindersForm(forms.Form):
    """The same time on every chosen day, and other times on some days for whoever wants them."""

    days = forms.MultipleChoiceField(
        label=_("On which days?"),
        choices=DAYS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    at = TimeField(label=_("At what time?"), required=False)
    second = TimeField(label=_("And a second time? (optional)"), required=False)
    by_email = forms.BooleanField(label=_("By e-mail"), required=False)
    by_push = forms.BooleanField(label=_("As a note on my phone"), required=False)
    quiet_from = TimeField(label=_("Quiet from"), required=False)
    quiet_to = TimeField(label=_("until"), required=False)

    def __init__(self, *args: Any, own: Own, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = own
        for day, name in WEEKDAYS.items():
            self.fields[f"own_{day}"] = TimeField(label=name, required=False)
        self.fields["by_email"].label = gettext("By e-mail to %(address)s") % {
            "address": own.user.email
        }
        if not own.user.email:
            del self.fields["by_email"]
        if not own.devices:
            del self.fields["by_push"]
        self.initial = shown(own) | self.initial

    @property
    def other_times(self) -> list[forms.BoundField]:
        return [self[f"own_{day}"] for day in WEEKDAYS]

    @property
    def has_other_times(self) -> bool:
        return any(field.value() or field.errors for field in self.other_times)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        usual = cleaned.get("at") or cleaned.get("second")
        if not usual and any(not cleaned.get(f"own_{day}") for day in cleaned.get("days", ())):
            self.add_error("at", _("Choose a time."))
        if self.errors:
            return cleaned
        reminders = self.own.reminders
        for name in ("quiet_from", "quiet_to"):  # emptied: as before
            cleaned[name] = getattr(reminders, name) if cleaned[name] is None else cleaned[name]
        hours = (cleaned["quiet_from"], cleaned["quiet_to"])
        for name in ("at", "second", *(f"own_{day}" for day in WEEKDAYS)):
            if cleaned.get(name) and is_quiet(cleaned[name], *hours):
                self.add_error(name, REFUSED["quiet"])
        if reminders.weekly_summary and is_quiet(reminders.weekly_at, *hours):
            self.add_error("quiet_from", _("The mail about your week comes in these hours."))
        return cleaned

    @property
    def times(self) -> set[tuple[int, time]]:
        """Every weekday with each of its times; a time of its own stands instead of the usual."""
        said = self.cleaned_data
        usual = [at for at in (said.get("at"), said.get("second")) if at]
        found = set()
        for day in WEEKDAYS:
            other = said.get(f"own_{day}")
            if other:
                found.add((day, other))
            elif str(day) in said["days"]:
                found |= {(day, at) for at in usual}
        return found

    @property
    def choice(self) -> dict[str, Any]:
        """The rest of the settings. Who has no way yet gets mails as soon as there is an address."""
        names = ("by_email", "by_push", "quiet_from", "quiet_to")
        said = {name: self.cleaned_data[name] for name in names if name in self.fields}
        return {"by_email": not said.get("by_push")} | said


def shown(own: Own) -> dict[str, Any]:
    """The stored settings as the form shows them; a proposal while reminders are off."""
    reminders, by_day, usual = own.reminders, own.by_day(), own.usual_times
    if not own.times:
        by_day, usual = {day: [time(9)] for day in WEEKDAYS}, [time(9)]
    others = {f"own_{d}": ats[0] for d, ats in by_day.items() if ats != usual}
    return others | {
        "days": [str(day) for day, ats in by_day.items() if ats == usual],
        "at": usual[0] if usual else None,
        "second": usual[1] if len(usual) > 1 else None,
        "by_email": reminders.by_email if own.is_on else not own.devices,
        "by_push": reminders.by_push or not own.is_on,
        "quiet_from": reminders.quiet_from,
        "quiet_to": reminders.quiet_to,
    }


class WeekForm(forms.ModelForm):
    """Whether and when a mail about the week comes."""

    weekly_summary = forms.BooleanField(
        label=_("Send me a mail about my week, once a week"), required=False
    )
    weekly_on = forms.TypedChoiceField(label=_("On"), choices=DAYS, coerce=int)
    weekly_at = TimeField(label=_("At"))

    class Meta:
        model = ReminderSettings
        fields = ["weekly_summary", "weekly_on", "weekly_at"]

    def clean_weekly_at(self) -> time:
        at, hours = (
            self.cleaned_data["weekly_at"],
            (self.instance.quiet_from, self.instance.quiet_to),
        )
        if self.cleaned_data["weekly_summary"] and is_quiet(at, *hours):
            raise forms.ValidationError(REFUSED["quiet"])
        return at


class LaterForm(forms.Form):
    """A time later today."""

    at = TimeField(label=_("Another time"))

    def __init__(self, *args: Any, own: Own, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own, self.now = own, now
        self.moment: Moment | None = None

    def clean_at(self) -> time:
        at, reminders = self.cleaned_data["at"], self.own.reminders
        found = later_today(
            at,
            self.own.patient.time_zone,
            now=self.now,
            quiet_from=reminders.quiet_from,
            quiet_to=reminders.quiet_to,
        )
        if not isinstance(found, Moment):
            raise forms.ValidationError(REFUSED[found])
        self.moment = found
        return at


class DeviceForm(forms.Form):
    """What a browser says when it signs up for notes."""

    endpoint = forms.URLField(max_length=500, assume_scheme="https")
    p256dh = forms.CharField(max_length=120)
    auth = forms.CharField(max_length=40)
    was = forms.CharField(required=False, max_length=500)  # its address until now

    def clean_endpoint(self) -> str:
        endpoint = self.cleaned_data["endpoint"]
        if not (endpoint.startswith("https://") and is_known_host(endpoint)):
            raise forms.ValidationError(gettext("That is no push service we know."))
        return endpoint

    def clean_p256dh(self) -> str:
        return as_key(self.cleaned_data["p256dh"], length=65)

    def clean_auth(self) -> str:
        return as_key(self.cleaned_data["auth"], length=16)


def as_key(words: str, *, length: int) -> str:
    try:
        raw = decoded(words)
    except ValueError as error:
        raise forms.ValidationError(gettext("That is no key.")) from error
    if len(raw) != length:
        raise forms.ValidationError(gettext("That is no key."))
    return words
