"""How do people get in? Staff by password, patients by e-mailed code; nobody signs up alone.

A known and an unknown address get the same answer after the same work: the same queries, the
same mail written, and the sending left to a thread (docs/decisions/0002-sign-in.md).
"""

import time
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.authentication import get_authentication_records
from allauth.account.forms import (
    ConfirmLoginCodeForm,
    LoginForm,
    RequestLoginCodeForm,
    ResetPasswordForm,
    UserTokenForm,
)
from allauth.core import context, ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.mail import EmailMessage
from django.forms import Field
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from .access import Roles, roles_of
from .languages import language_of
from .mail import send_soon
from .models import User

WITH_ROLES = ("staff_member__clinic", "patient__clinic", "carer__patient__clinic")


def with_roles(user_id: int | None) -> User | None:
    """The user and all they are, in one query, which every request asks; an order would cost."""
    found = User.objects.select_related(*WITH_ROLES).filter(pk=user_id, is_active=True)
    return next(iter(found.order_by()[:1]), None)


def may_sign_in(user: User) -> bool:
    """Whoever has a place here; a demo's people, whose password is public, at a demo only."""
    roles = roles_of(user)
    if roles.clinic and roles.clinic.is_demo and not settings.IS_DEMO:
        return False
    return user.is_active and (user.is_superuser or roles != Roles())


class OneQueryBackend(AuthenticationBackend):
    """allauth's backend; the signed-in user arrives with every role in one query."""

    def get_user(self, user_id: int) -> User | None:
        user = with_roles(user_id)
        return user if user and may_sign_in(user) else None


class SecondFactorStage(AuthenticateStage):
    """Staff with a passkey or an app are asked for it after the password.

    A patient's passkey is a shorter way in, not a second lock: who lost the phone that held it
    gets in with a code by e-mail, as before.
    """

    def handle(self) -> tuple[HttpResponse | None, bool]:
        user = self.login.user
        if user and not works_here(user) and not is_mfa_enabled(user, [Authenticator.Type.TOTP]):
            return None, True
        return super().handle()


class ClosedDoorAdapter(DefaultAccountAdapter):
    """Accounts are made by a clinic; the sign-up pages say so."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("That is not the code. Look at the newest mail.")
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs) -> HttpResponse | None:
        if not may_sign_in(user):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def get_login_stages(self) -> list[str]:
        ours = {"allauth.mfa.stages.AuthenticateStage": "patients.sign_in.SecondFactorStage"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Who just came in by a code may change their passkeys, also without the lost one."""
        if came_by_code_lately(context.request):
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def write_mail(self, template_prefix: str, email: str, words: dict[str, Any]) -> EmailMessage:
        words = {"request": context.request, "email": email} | words
        with translation.override(
            getattr(context.request, "receivers_language", None) or get_language()
        ):
            return self.render_mail(template_prefix, email, words)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        send_soon(self.write_mail(template_prefix, email, context))


class PasskeyAdapter(DefaultMFAAdapter):
    def generate_authenticator_name(self, user: User, type: str) -> str:
        return gettext("My phone")


def came_by_code_lately(request: HttpRequest) -> bool:
    since = time.time() - account_settings.REAUTHENTICATION_TIMEOUT
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "code" and record["at"] > since for record in records)


def works_here(user: User) -> bool:
    """Staff, also those who left and those who only open the editing pages."""
    return user.is_staff or user.is_superuser or hasattr(user, "staff_member")


def say(field: Field, label: str) -> None:
    """Our own words beside the field, and none inside it: those look like an answer."""
    field.label = label
    field.widget.attrs.pop("placeholder", None)


class StaffLoginForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["login"], _("E-mail"))
        say(self.fields["password"], _("Password"))


def lacks_second_factor(user: User) -> bool:
    """Staff of a clinic that wants one, with neither a passkey nor an app; a query only there."""
    staff = roles_of(user).staff
    is_wanted = staff is not None and staff.clinic.staff_need_second_factor
    factors = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return is_wanted and not is_mfa_enabled(user, factors)


class PatientCodeForm(RequestLoginCodeForm):
    """A code by e-mail is for patients and carers. Staff get the same answer and no mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["email"], _("Your e-mail"))

    def clean_email(self) -> str:
        email = super().clean_email()
        found = with_roles(self._user.pk if self._user else None)
        entitled = found and not works_here(found) and may_sign_in(found)
        self._user = found if entitled else None
        context.request.receivers_language = language_of(found) if entitled else ""
        if self._user is None:
            adapter = get_adapter()
            adapter.write_mail("account/email/login_code", email, {"code": "XXXX-XXXX"})
        return email


class CountedCodeForm(ConfirmLoginCodeForm):
    """allauth counts wrong tries in the session, where tries sent all at once overtake the count.

    The shared cache counts them one by one.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["code"], _("Code"))
        self.fields["code"].help_text = _("Eight letters, such as BCDF-GHJK.")

    def clean_code(self) -> str:
        request = context.request
        asked_at = request._login_stage.state.get("at")
        key = f"{request.session.session_key}:{asked_at}"
        if not ratelimit.consume(request, action="confirm_login_code", key=key):
            raise get_adapter().validation_error("incorrect_code")
        return super().clean_code()


class StaffResetForm(ResetPasswordForm):
    """A new password is for staff. Everyone else gets the same answer and no mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say(self.fields["email"], _("E-mail"))

    def clean_email(self) -> str:
        email = super().clean_email()
        found = [with_roles(user.pk) for user in self.users] or [with_roles(None)]
        self.users = [user for user in found if user and may_have_password(user)]
        if not self.users:
            link = "https://example.org/accounts/password/reset/key/0-000000-00000000/"
            words = {"password_reset_url": link}
            get_adapter().write_mail("account/email/password_reset_key", email, words)
        return email


class StaffTokenForm(UserTokenForm):
    """A link for a new password stops working when its owner no longer works here."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        user = with_roles(self.reset_user.pk)
        if user is None or not may_have_password(user):
            self.reset_user = None
            raise get_adapter().validation_error("invalid_password_reset")
        return cleaned


def may_have_password(user: User) -> bool:
    return works_here(user) and may_sign_in(user)
