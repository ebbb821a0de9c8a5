"""Is a tick that was acknowledged still there, once, after the server was killed 100 times?

    manage.py prove_ticks                      10,000 ticks, 100 kills, SQLite or DATABASE_URL's server
    manage.py prove_ticks --ticks 1000 --kills 0 --times 5   each sent five times, in any order
    manage.py prove_ticks --server granian     the same with the server of a clinic

Nothing of this installation is touched: the ticks go to a database made for them and dropped
afterwards, on the same kind of database.
"""

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_hex, token_urlsafe
from tempfile import TemporaryDirectory
from urllib.parse import quote

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from physio_site.ticks_under_fire import arrange, run

SCRATCH = "TICKS_SCRATCH"


class Command(BaseCommand):
    help = "Send ticks to a server that is killed at random moments, and count what is lost."
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        parser.add_argument("--ticks", type=int, default=10_000)
        parser.add_argument("--kills", type=int, default=100)
        parser.add_argument("--times", type=int, default=1, help="send each tick so often")
        parser.add_argument("--server", choices=["runserver", "granian"], default="runserver")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args, ticks: int, kills: int, times: int, server: str, seed: int, **options):
        if os.environ.get(SCRATCH) == str(settings.VAR_DIR):
            self.prove(random.Random(seed), count=ticks, kills=kills, times=times, kind=server)
            return
        words = ["--ticks", ticks, "--kills", kills, "--times", times]
        words += ["--server", server, "--seed", seed]
        command = [sys.executable, "manage.py", "prove_ticks", *map(str, words)]
        with scratch() as environment:
            done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment)
        if done.returncode:
            raise CommandError("The figure does not hold.")

    def prove(self, dice: random.Random, *, count: int, **how) -> None:
        """Inside the scratch installation: arrange, fire, judge."""
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        verdict = run(arrange(count, dice), dice=dice, **how)
        self.stdout.write(
            f"{connection.vendor}, {how['kind']}: {verdict.acknowledged} ticks acknowledged, "
            f"{verdict.kills} kills, {verdict.lost} lost, {verdict.twice} twice, "
            f"{verdict.on_another_day} on another day, {verdict.never_sent} never sent, "
            f"{verdict.errors} errors, {verdict.seconds:.0f} s"
        )
        for what, count in sorted(verdict.seen.items()):
            self.stdout.write(f"  {what}: {count}")
        if not verdict.holds:
            raise CommandError("Ticks were lost, doubled or refused.")


@contextmanager
def scratch() -> Iterator[dict[str, str]]:
    """The environment of an installation that exists for this proof alone."""
    with TemporaryDirectory(prefix="ticks-") as folder:
        own = {
            "PHYSIO_ENV": "demo",
            "VAR_DIR": folder,
            "MEDIA_ROOT": f"{folder}/media",
            "SECRET_KEY": token_urlsafe(50),
            "ALLOWED_HOSTS": "127.0.0.1",
            "REDIS_URL": "",
            SCRATCH: folder,
        }
        with database_in(folder) as url:
            yield os.environ | own | {"DATABASE_URL": url}


@contextmanager
def database_in(folder: str) -> Iterator[str]:
    """The address of an empty database of the installation's kind, gone afterwards."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder}/ticks.sqlite3"
        return
    name = f"ticks_{token_hex(6)}"
    run_sql(f'CREATE DATABASE "{name}"')
    try:
        given = connection.settings_dict
        who = ":".join(quote(str(given[part]), safe="") for part in ("USER", "PASSWORD"))
        yield f"postgres://{who}@{given['HOST']}:{given['PORT']}/{name}"
    finally:
        run_sql(f'DROP DATABASE "{name}" WITH (FORCE)')


def run_sql(words: str) -> None:
    """On the server itself, as Django's tests make their databases: none has to exist for it."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(words)
