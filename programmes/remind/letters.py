"""What does a reminder say as a mail? Nothing on health: neither in the subject nor inside."""

from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import gettext, override

from ..models import Delivery
from .links import later_url, stop_url, today_url
from .needed import Errand

Kind = Delivery.Kind


def language_of(delivery: Delivery) -> str:
    """The person's own language, else the patient's, else the clinic's."""
    patient = delivery.patient
    choices = (delivery.user.language, patient.language, patient.clinic.language)
    return next((language for language in choices if language), settings.LANGUAGE_CODE)


def letter_for(errand: Errand) -> EmailMultiAlternatives:
    """The mail, in the person's language. The same row always makes the same Message-ID."""
    row = errand.delivery
    with override(language_of(row)):
        return written(errand, "week" if row.kind == Kind.WEEKLY else "reminder", subject_of(row))


def subject_of(delivery: Delivery) -> str:
    match delivery.kind:
        case Kind.WEEKLY:
            return gettext("Your week")
        case Kind.TEST:
            return gettext("A test for you")
        case _:
            return gettext("A reminder for you")


def written(errand: Errand, name: str, subject: str) -> EmailMultiAlternatives:
    row = errand.delivery
    stop = stop_url(row.user)
    context = {
        "clinic": row.patient.clinic,
        "subject": subject,
        "address": today_url(),
        "action": gettext("Open my page"),
        "later": later_url(row) if row.kind in (Kind.REMINDER, Kind.SNOOZE) else "",
        "stop": stop,
        "is_test": row.kind == Kind.TEST,
        "week": errand.week if row.kind == Kind.WEEKLY else None,
        "has_message": errand.has_message,
    }
    mail = EmailMultiAlternatives(
        subject,
        render_to_string(f"email/{name}.txt", context),
        to=[row.user.email],
        headers={
            "Message-ID": message_id(row),
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(render_to_string(f"email/{name}.html", context), "text/html")
    return mail


def message_id(delivery: Delivery) -> str:
    """Made from the row's code: handed over twice, it is known as the same mail."""
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]
    host = urlsplit(settings.SITE_ADDRESS).hostname or sender or "localhost"
    return f"<{delivery.code.hex}@{host}>"
