"""Make the demo clinics, once, and only in a demo."""

from django.core.management.base import BaseCommand, CommandError

from programmes.demo import NotADemoError, load_demo


class Command(BaseCommand):
    help = "Make the demo clinics with their people. Refuses where real people are."

    def handle(self, *args, **options) -> None:
        try:
            made = load_demo()
        except NotADemoError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("The demo clinics are ready." if made else "The demo is already there.")
