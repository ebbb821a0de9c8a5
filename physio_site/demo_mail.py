"""Where do the demo's mails go? To the console and into a folder that /demo/outbox/ shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.console import EmailBackend as ConsoleBackend
from django.utils import timezone


class OutboxBackend(ConsoleBackend):
    """Django's console backend that also keeps each mail as a file."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int | None:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            name = f"{timezone.now():%Y%m%dT%H%M%S%f}-{uuid4().hex[:6]}.eml"
            (folder / name).write_bytes(message.message().as_bytes())
        return super().send_messages(email_messages)


@dataclass(frozen=True)
class OutboxMail:
    to: str
    subject: str
    sent_at: datetime
    text: str


def newest_mails(*, at_most: int = 30) -> list[OutboxMail]:
    """The demo's latest mails, newest first."""
    files = sorted(Path(settings.EMAIL_FILE_PATH).glob("*.eml"), reverse=True)[:at_most]
    return [read_mail(path) for path in files]


def read_mail(path: Path) -> OutboxMail:
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    body = mail.get_body(preferencelist=("plain", "html"))
    return OutboxMail(
        to=str(mail["To"]),
        subject=str(mail["Subject"]),
        sent_at=datetime.fromtimestamp(path.stat().st_mtime, tz=timezone.get_current_timezone()),
        text=body.get_content() if body else "",
    )
