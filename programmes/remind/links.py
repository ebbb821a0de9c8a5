"""Where do the links in a reminder lead, and whom does one of them speak for?

The links are signed and work signed out: a mail is opened where nobody is signed in. What they
open says nothing about anybody; it can only stop mails, or ask for another one today.
"""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import Q
from django.urls import reverse

from patients.access import roles_of
from patients.models import User

from ..models import Delivery, ReminderSettings

STOP, LATER = Signer(salt="remind.stop"), Signer(salt="remind.later")


def today_url() -> str:
    return settings.SITE_ADDRESS + reverse("follow:today")


def stop_url(user: User) -> str:
    roles = roles_of(user)
    token = STOP.sign((roles.patient or roles.carer).code.hex)
    return settings.SITE_ADDRESS + reverse("remind:stop", args=[token])


def later_url(delivery: Delivery) -> str:
    token = LATER.sign(delivery.code.hex)
    return settings.SITE_ADDRESS + reverse("remind:later-by-link", args=[token])


def calendar_url(reminders: ReminderSettings) -> str:
    """Empty while the person has no calendar."""
    if not reminders.feed_token:
        return ""
    return settings.SITE_ADDRESS + reverse("remind:calendar", args=[reminders.feed_token])


def settings_meant_by(token: str) -> ReminderSettings | None:
    """Whose mails a stop link stops; None for a link that was not made here."""
    try:
        code = STOP.unsign(token)
    except BadSignature:
        return None
    person = Q(user__patient__code=code) | Q(user__carer__code=code)
    return ReminderSettings.objects.select_related("user").filter(person).first()


def delivery_meant_by(token: str) -> Delivery | None:
    """The reminder that a link to do it later came with."""
    try:
        code = LATER.unsign(token)
    except BadSignature:
        return None
    return Delivery.objects.select_related("user", "patient__clinic").filter(code=code).first()
