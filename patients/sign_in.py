"""How do people get in? Staff by password, patients by e-mailed code; nobody signs up alone."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.forms import RequestLoginCodeForm
from django.http import HttpRequest

from .models import StaffMember, User

WITH_ROLES = ("staff_member__clinic", "patient__clinic", "carer__patient__clinic")


class OneQueryBackend(AuthenticationBackend):
    """allauth's backend; the signed-in user arrives with every role in one query."""

    def get_user(self, user_id: int) -> User | None:
        users = User.objects.select_related(*WITH_ROLES)
        user = users.filter(pk=user_id, is_active=True).first()
        return user if user and self.user_can_authenticate(user) else None


class ClosedDoorAdapter(DefaultAccountAdapter):
    """Accounts are made by a clinic; the sign-up pages say so."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class PatientCodeForm(RequestLoginCodeForm):
    """A code by e-mail is for patients and carers. Staff get the same answer and no mail."""

    def clean_email(self) -> str:
        email = super().clean_email()
        user = getattr(self, "_user", None)
        if user and (user.is_staff or StaffMember.objects.filter(user=user).exists()):
            self._user = None
        return email
