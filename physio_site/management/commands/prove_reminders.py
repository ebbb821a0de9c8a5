"""Is each due reminder sent, once, while the workers are killed again and again?

    manage.py prove_reminders                 10,000 due, 2 workers, 50 kills, on DATABASE_URL's server
    manage.py prove_reminders --due 300 --kills 3

Nothing of this installation is touched: all goes to a database made for it and dropped afterwards,
on the same kind of database.
"""

import os
import random
import subprocess
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from physio_site.reminders_under_fire import arrange, run

from .prove_ticks import SCRATCH, scratch


class Command(BaseCommand):
    help = "Let workers send due reminders, kill them at random moments, and count what is lost."
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        parser.add_argument("--due", type=int, default=10_000)
        parser.add_argument("--kills", type=int, default=50)
        parser.add_argument("--workers", type=int, default=2)
        parser.add_argument(
            "--holds", type=int, default=6, help="seconds after which a dead worker's are taken"
        )
        parser.add_argument("--seed", type=int, default=1)

    def handle(
        self, *args, due: int, kills: int, workers: int, holds: int, seed: int, **options
    ) -> None:
        if os.environ.get(SCRATCH) == str(settings.VAR_DIR):
            self.prove(random.Random(seed), due=due, kills=kills, workers=workers, holds=holds)
            return
        words = ["--due", due, "--kills", kills, "--workers", workers]
        words += ["--holds", holds, "--seed", seed]
        command = [sys.executable, "manage.py", "prove_reminders", *map(str, words)]
        with scratch() as environment:
            done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment)
        if done.returncode:
            raise CommandError("The figure does not hold.")

    def prove(self, dice: random.Random, *, due: int, kills: int, workers: int, holds: int) -> None:
        """Inside the scratch installation: arrange, kill, judge."""
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        found = run(arrange(due, dice), kills=kills, workers=workers, holds=holds, dice=dice)
        self.stdout.write(
            f"{connection.vendor}, {workers} workers: {found.due} reminders due, "
            f"{found.kills} kills, {found.lost} lost, {found.twice} twice, "
            f"{found.not_needed} sent though done, {found.left} left over, "
            f"{found.again} handed over again under the same Message-ID, {found.seconds:.0f} s"
        )
        if not found.holds:
            raise CommandError("Reminders were lost, doubled or left over.")
