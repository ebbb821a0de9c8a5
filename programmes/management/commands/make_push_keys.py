"""Make the key with which this site signs notes on the phone (web push).

    manage.py make_push_keys >> .env

A new key ends every sign-up made with the old one.
"""

from django.core.management.base import BaseCommand

from programmes.remind.sealed import key_in_words, new_key


class Command(BaseCommand):
    help = "Print a new PUSH_PRIVATE_KEY for the environment or .env; keep it secret and keep it."
    requires_system_checks = ()

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"PUSH_PRIVATE_KEY={key_in_words(new_key())}")
