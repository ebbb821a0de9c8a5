"""Bring the catalogues of translations up to date with the words in templates and modules."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Collects new words into locale/, drops old ones, and compiles. Needs gettext."
    requires_system_checks = ()

    def handle(self, *args, **options) -> None:
        others = [code for code, _ in settings.LANGUAGES if not code.startswith("en")]
        call_command(
            "makemessages",
            locale=others,
            add_location="file",
            no_obsolete=True,
            no_wrap=True,
            ignore_patterns=[".venv", "var", "requirements"],
        )
        call_command("compilemessages", locale=others)
        self.stdout.write("Translate what is empty, look at what is fuzzy, and run this again.")
