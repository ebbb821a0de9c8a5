"""Send the reminders that are due: once, for cron; or for ever, as a worker.

    manage.py send_reminders             once; from cron every minute
    manage.py send_reminders --worker    until it is asked to stop

May be run twice at once, killed at any moment and started again.
"""

import logging
import signal
from collections import Counter
from datetime import timedelta
from threading import Event

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from programmes.remind.actions import CLAIM_HOLDS, forget_old, plan_due, send_waiting

log = logging.getLogger(__name__)
LOOKS_EVERY_SECONDS = 20


class Command(BaseCommand):
    help = "Send the reminders that are due. For cron every minute, or with --worker for ever."
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        parser.add_argument("--worker", action="store_true", help="go on until asked to stop")
        parser.add_argument(
            "--every", type=float, default=LOOKS_EVERY_SECONDS, help="seconds between two looks"
        )
        parser.add_argument(
            "--holds",
            type=float,
            default=CLAIM_HOLDS.total_seconds(),
            help="seconds after which a note that a dead worker held is tried again",
        )

    def handle(self, *args, worker: bool, every: float, holds: float, **options) -> None:
        self.is_quiet = options["verbosity"] == 0
        stop = Event()
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_: stop.set())
        if not worker:
            self.tell(one_round(stop, holds))
            return
        while not stop.is_set():
            try:
                self.tell(one_round(stop, holds))
            except DatabaseError as error:
                log.error("The database does not answer: %s", type(error).__name__)
            close_old_connections()
            stop.wait(every)

    def tell(self, ended: Counter[str]) -> None:
        if ended and not self.is_quiet:
            self.stdout.write(
                ", ".join(f"{count} {state}" for state, count in sorted(ended.items()))
            )


def one_round(stop: Event, holds: float) -> Counter[str]:
    """Plan what has come due, send it, and forget what is old."""
    now = timezone.now()
    plan_due(now)
    ended = send_waiting(holds=timedelta(seconds=holds), is_stopped=stop.is_set)
    forget_old(now)
    return ended
