"""What does a clinic admin do about staff: add, change roles, end?"""

from collections.abc import Mapping
from datetime import date

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from ..addresses import make_user
from ..languages import language_to
from ..mail import send_now
from ..models import AccessRecord, StaffMember, User

ROLES = {"is_physio": "physio", "is_editor": "editor", "is_clinic_admin": "clinic admin"}


@transaction.atomic
def add_staff(*, by: StaffMember, name: str, email: str, roles: Mapping[str, bool]) -> StaffMember:
    """A colleague without a password yet; the link to set one is mailed by mail_staff_link."""
    user = make_user(name=name, email=email)
    member = StaffMember.objects.create(user=user, clinic=by.clinic)
    change_roles(member=member, roles=roles, by=by)
    return member


@transaction.atomic
def change_roles(*, member: StaffMember, roles: Mapping[str, bool], by: StaffMember) -> None:
    """Set all roles ({"is_physio": True, ...}); the change is on record and counts at once."""
    for role in ROLES:
        setattr(member, role, roles.get(role, False))
    member.save(update_fields=[*ROLES])
    keep_flag(member)
    record_roles(member=member, by=by, detail=roles_in_words(member))


@transaction.atomic
def end_membership(*, member: StaffMember, left_on: date | None, by: StaffMember) -> None:
    """The first day the person sees nothing here any more; None takes the ending back."""
    member.left_on = left_on
    member.save(update_fields=["left_on"])
    words = f"leaves on {left_on:%d %b %Y}" if left_on else "stays"
    record_roles(member=member, by=by, detail=words)


def keep_flag(member: StaffMember) -> None:
    """Django's own flag for its admin; today's roles decide as well (access.opens_admin)."""
    opens = member.is_editor or member.is_clinic_admin
    User.objects.filter(pk=member.user_id).update(is_staff=opens)


def record_roles(*, member: StaffMember, by: StaffMember, detail: str) -> None:
    AccessRecord.objects.create(
        user=by.user,
        clinic=member.clinic,
        what=AccessRecord.What.ROLE,
        staff_member=member,
        detail=detail,
    )


def roles_in_words(member: StaffMember) -> str:
    words = [word for role, word in ROLES.items() if getattr(member, role)]
    return ", ".join(words) or "no role"


def mail_staff_link(*, member: StaffMember, email: str, site: str) -> bool:
    """Mail the link that sets a password; `site` is this installation's address, as "https://x".

    Where somebody already signs in with the address, it is told so, and only it.
    False when the mail server did not take the mail.
    """
    with translation.override(language_to(member.user, member.clinic.language)):
        return send_now(staff_mail(member, email, site))


def staff_mail(member: StaffMember, email: str, site: str) -> EmailMultiAlternatives:
    """The mail, in the active language."""
    user = member.user
    context = {"clinic": member.clinic, "address": "", "action": _("Choose a password")}
    if user.email:
        key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
        context["address"] = site + reverse("account_reset_password_from_key", kwargs=key)
    mail = EmailMultiAlternatives(
        subject=_("Your sign-in"),
        body=render_to_string("email/staff_link.txt", context),
        to=[user.email or email],
    )
    mail.attach_alternative(render_to_string("email/staff_link.html", context), "text/html")
    return mail
