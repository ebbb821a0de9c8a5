"""Make a clinic and its first admin: how an installation for real people begins."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from patients.actions.staff import mail_staff_link
from patients.addresses import make_user
from patients.models import Clinic, StaffMember
from patients.zones import validate_zone


class Command(BaseCommand):
    help = "Add a clinic and mail its first admin a link to choose a password."

    def add_arguments(self, parser) -> None:
        parser.add_argument("name", help="the clinic, as patients know it")
        parser.add_argument("--admin", required=True, metavar="EMAIL", help="of its first admin")
        parser.add_argument("--admin-name", required=True, metavar="NAME")
        parser.add_argument("--site", required=True, help="address of this site: https://...")
        parser.add_argument("--time-zone", default="Europe/London")
        parser.add_argument("--emergency-number", default="112")
        parser.add_argument(
            "--language", default=settings.LANGUAGE_CODE, choices=dict(settings.LANGUAGES)
        )
        parser.add_argument("--also-physio", action="store_true", help="a practice of one")

    def handle(self, *args, **options) -> None:
        try:
            validate_zone(options["time_zone"])
            validate_email(options["admin"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        site = options["site"].rstrip("/")
        if not site.startswith(("https://", "http://localhost", "http://127.0.0.1")):
            raise CommandError("--site is the address people open, such as https://clinic.example")
        member = make_clinic(options)
        sent = mail_staff_link(member=member, email=options["admin"], site=site)
        self.stdout.write(f"{member.clinic} is there.")
        if not sent:
            raise CommandError(
                "The mail could not be sent. Check EMAIL_URL, then use “Forgot password” on the "
                "sign-in page: it mails a link to the same address."
            )
        self.stdout.write(f"A link to choose a password is on its way to {options['admin']}.")


@transaction.atomic
def make_clinic(options: dict) -> StaffMember:
    """The first clinic of an installation keeps the shared library."""
    clinic = Clinic.objects.create(
        name=options["name"],
        time_zone=options["time_zone"],
        emergency_number=options["emergency_number"],
        language=options["language"],
        keeps_shared_library=not Clinic.objects.exists(),
    )
    user = make_user(name=options["admin_name"], email=options["admin"])
    if not user.email:
        raise CommandError("Somebody signs in with this address already. Nothing was added.")
    member = StaffMember.objects.create(
        user=user,
        clinic=clinic,
        is_clinic_admin=True,
        is_editor=True,
        is_physio=options["also_physio"],
    )
    user.is_staff = True
    user.save(update_fields=["is_staff"])
    return member
