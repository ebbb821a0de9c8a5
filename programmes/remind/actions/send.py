"""The outbox is emptied: claim, look again whether it is needed, hand over, mark.

A claim is committed before anything leaves. Whoever dies holding one leaves it behind: after
`CLAIM_HOLDS` the note is tried again, unless there is a receipt for it. Two workers never hold
the same note. What is guaranteed, and what is not: docs/decisions/0015-reminders.md.
"""

import logging
import smtplib
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from uuid import uuid4

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import override

from ...models import Delivery, PushSubscription
from .. import push
from ..letters import language_of, letter_for
from ..needed import GRACE, Errand, errands_for, with_people
from . import receipts

log = logging.getLogger(__name__)
BATCH = 50
CLAIM_HOLDS = timedelta(minutes=10)
# How long after each failure it is tried again; then it has failed.
PAUSES = tuple(timedelta(minutes=n) for n in (1, 4, 15, 40))
State, Why, Channel = Delivery.State, Delivery.Why, Delivery.Channel
Stopped = Callable[[], bool]


def send_waiting(
    *, holds: timedelta = CLAIM_HOLDS, is_stopped: Stopped = lambda: False
) -> Counter[str]:
    """Send all that is due now; how many lines ended in which state."""
    ended: Counter[str] = Counter()
    while not is_stopped():
        claimed = claim_batch(holds=holds)
        if not claimed:
            break
        ended += send_batch(claimed, holds=holds, is_stopped=is_stopped)
    return ended


def claim_batch(*, holds: timedelta, only: Delivery | None = None) -> list[Delivery]:
    """Take up to 50 notes that are due; committed, so that nobody else takes them.

    Empty when nothing is due, or (rarely) when there was a receipt for all of it.
    """
    now, claim = timezone.now(), uuid4()
    free = Delivery.objects.to_send(now=now, held_since=now - holds)
    if only:
        free = free.filter(pk=only.pk)
    with transaction.atomic():
        first = free.order_by("next_try_at", "pk")
        if connection.features.has_select_for_update_skip_locked:
            first = first.select_for_update(skip_locked=True)
        states = dict(first.values_list("pk", "state")[:BATCH])
        free.filter(pk__in=states).update(state=State.CLAIMED, claim=claim, claimed_at=now)
    if not states:
        return []
    held = list(with_people(Delivery.objects.held_by(claim)).order_by("next_try_at", "pk"))
    return without_receipts(held, [row for row in held if states[row.pk] == State.CLAIMED])


def without_receipts(held: list[Delivery], left_behind: list[Delivery]) -> list[Delivery]:
    """What a dead worker handed over and could not mark any more is marked now."""
    codes = receipts.taken(row.code for row in left_behind)
    if codes:
        end([row for row in left_behind if row.code in codes], State.SENT)
    return [row for row in held if row.code not in codes]


def send_batch(
    claimed: Sequence[Delivery], *, holds: timedelta, is_stopped: Stopped
) -> Counter[str]:
    """What is not needed is struck out at once; the rest leaves one by one, each marked."""
    began = time.monotonic()
    ended: Counter[str] = Counter()
    errands = errands_for(claimed)
    now = timezone.now()
    reasons = [(errand, errand.why_not(now)) for errand in errands]
    for why in {why for _, why in reasons if why}:
        rows = [errand.delivery for errand, because in reasons if because == why]
        ended[State.SKIPPED] += end(rows, State.SKIPPED, why)
    with Mouth() as mouth:
        for errand, why in reasons:
            # Half the time a claim holds is left for the hand-over itself.
            if is_stopped() or time.monotonic() - began > holds.total_seconds() / 2:
                break
            if not why:
                said = mouth.say(errand)
                if not said:
                    receipts.note(errand.delivery.code)
                ended[settle(errand.delivery, said)] += 1
    put_back(claimed)
    return ended


def end(rows: Iterable[Delivery], state: str, why: str = "") -> int:
    """Mark as ended what is still ours."""
    rows = list(rows)
    ours = Delivery.objects.held_by(rows[0].claim).filter(pk__in=[row.pk for row in rows])
    return ours.update(state=state, why=why, ended_at=timezone.now())


def settle(row: Delivery, why: str) -> str:
    """After the hand-over: sent; or tried again a little later; or failed for good."""
    if not why:
        end([row], State.SENT)
        return State.SENT
    pause = PAUSES[row.failures] if row.failures < len(PAUSES) else None
    next_try_at = timezone.now() + pause if pause else None
    if why == Why.REFUSED or next_try_at is None or next_try_at > row.due_at + GRACE:
        end([row], State.FAILED, why)
        return State.FAILED
    Delivery.objects.held_by(row.claim).filter(pk=row.pk).update(
        state=State.WAITING,
        why=why,
        failures=F("failures") + 1,
        next_try_at=next_try_at,
        claim=None,
        claimed_at=None,
    )
    return State.WAITING


def put_back(claimed: Sequence[Delivery]) -> None:
    """What was claimed and not come to waits again."""
    Delivery.objects.held_by(claimed[0].claim).update(
        state=State.WAITING, claim=None, claimed_at=None
    )


def send_at_once(row: Delivery) -> Delivery:
    """Send this one while the person waits; gives the line as it stands then."""
    claimed = claim_batch(holds=CLAIM_HOLDS, only=row)
    if claimed:
        send_batch(claimed, holds=CLAIM_HOLDS, is_stopped=lambda: False)
    row.refresh_from_db()
    return row


class Mouth:
    """The ways out. One connection to the mail server serves a whole batch."""

    def __init__(self) -> None:
        self.post: BaseEmailBackend | None = None
        self.is_deaf = False  # the mail server did not answer: the batch does not wait again

    def __enter__(self) -> "Mouth":
        return self

    def __exit__(self, *problem: object) -> None:
        self.hang_up()

    def say(self, errand: Errand) -> str:
        """Hand one note over; "" when it was taken, else a `Why`."""
        try:
            if errand.delivery.channel == Channel.PUSH:
                return self.notify(errand)
            return self.mail(errand)
        except Exception as error:  # one bad note must not keep the others
            log.error("A note could not be sent: %s", type(error).__name__)
            return Why.ERROR

    def mail(self, errand: Errand) -> str:
        letter = letter_for(errand)
        if self.is_deaf:
            return Why.NO_ANSWER
        try:
            if self.post is None:
                self.post = get_connection()
                self.post.open()
        except (OSError, smtplib.SMTPException) as error:
            return self.not_heard(error)
        try:
            self.post.send_messages([letter])
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
            self.hang_up()
            return Why.REFUSED if is_for_good(error) else Why.NO_ANSWER
        except (OSError, smtplib.SMTPException) as error:
            return self.not_heard(error)
        return ""

    def not_heard(self, error: Exception) -> str:
        log.error("The mail server does not answer: %s", type(error).__name__)
        self.hang_up()
        self.is_deaf = True
        return Why.NO_ANSWER

    def hang_up(self) -> None:
        if self.post is not None:
            try:
                self.post.close()
            except (OSError, smtplib.SMTPException):
                pass
            self.post = None

    def notify(self, errand: Errand) -> str:
        """To every browser of the person; taken by one is taken."""
        with override(language_of(errand.delivery)):
            note = push.note_for(errand.delivery)
        answers = {device.pk: push.send(note, device) for device in errand.devices}
        gone = [pk for pk, answer in answers.items() if answer == "gone"]
        if gone:
            PushSubscription.objects.filter(pk__in=gone).update(gone_at=timezone.now())
        said = set(answers.values())
        if "taken" in said:
            return ""
        return Why.NO_ANSWER if "no answer" in said else Why.REFUSED


def is_for_good(error: smtplib.SMTPException) -> bool:
    """A refusal with a code from 500 is final; one from 400 means: try again."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
    else:
        codes = [error.smtp_code]
    return all(code >= 500 for code in codes)
