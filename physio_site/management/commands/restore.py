"""Bring database and uploads back from an archive."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from physio_site.archive import ArchiveError, restore


class Command(BaseCommand):
    help = "Replace the database and every upload by those of an archive. Stop the site first."

    def add_arguments(self, parser) -> None:
        parser.add_argument("path")
        parser.add_argument("--yes", action="store_true", help="Replace what is here now.")

    def handle(self, *args, path: str, yes: bool, **options) -> None:
        if not yes:
            raise CommandError("This replaces everything that is here. Say --yes if you mean it.")
        try:
            done = restore(Path(path))
        except ArchiveError as error:
            raise CommandError(f"{error} Nothing was changed.") from error
        self.stdout.write(f"Restored {done.files} files from {done.path}.")
