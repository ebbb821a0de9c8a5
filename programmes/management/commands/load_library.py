"""Put the starter content into the database; run it again after each update of the program."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from exercises.content_files import ContentError
from exercises.dosing.shorthand import ShorthandError
from exercises.load import load_exercises
from exercises.models import Exercise
from programmes.load import load_templates


class Command(BaseCommand):
    help = "Loads exercises, articles and programme templates. Never overwrites your edits."

    def handle(self, *args, **options) -> None:
        try:
            with transaction.atomic():
                report, templates = load_exercises(), load_templates()
        except (ContentError, ShorthandError, Exercise.DoesNotExist) as error:
            raise CommandError(f"Nothing was loaded. {error}") from None
        for line in report.lines():
            self.stdout.write(line)
        self.stdout.write(
            f"templates: {len(templates.added)} new, {len(templates.updated)} updated, "
            f"{len(templates.unchanged)} unchanged"
        )
        for name in templates.kept_edits:
            self.stdout.write(f"kept: {name} was edited here")
