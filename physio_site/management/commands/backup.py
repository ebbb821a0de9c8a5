"""Put database and uploads into one file, while the site runs."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from physio_site.archive import ArchiveError, backup


class Command(BaseCommand):
    help = "Write one archive with the database and every upload. It holds health data: guard it."

    def add_arguments(self, parser) -> None:
        parser.add_argument("path", nargs="?", help="Default: a new file in var/backups/.")

    def handle(self, *args, path: str | None = None, **options) -> None:
        name = f"backups/physio-{timezone.now():%Y%m%d-%H%M%S}.tar.gz"
        try:
            made = backup(Path(path) if path else settings.VAR_DIR / name)
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{made.path} ({made.files} files, {made.size / 1e6:.1f} MB)")
