"""Who signs in?"""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str | None, password: str | None = None, **fields) -> "User":
        """A user named by e-mail; without one (None) for a patient who came by QR code."""
        user = self.model(email=self.normalize_email(email).lower() if email else None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """One sign-in. What the person may do is said by StaffMember, Patient and Carer."""

    class TextSize(models.TextChoices):
        NORMAL = "", _("Normal")
        LARGE = "large", _("Large")
        LARGEST = "largest", _("Largest")

    email = models.EmailField("e-mail address", unique=True, null=True, blank=True)
    name = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField("may open the editing pages", default=False)
    date_joined = models.DateTimeField(default=timezone.now)
    # When they took back their consent; empty again once they agree anew.
    withdrew_at = models.DateTimeField(null=True, blank=True)
    # When they said that they read which signs need help; it is asked before the first session.
    read_signs_at = models.DateTimeField(null=True, blank=True)
    # How the pages speak to this person. No language: the patient's, then the clinic's.
    language = models.CharField(max_length=10, blank=True)
    text_size = models.CharField(max_length=8, blank=True, choices=TextSize.choices)
    wants_voice = models.BooleanField(default=False)
    wants_sounds = models.BooleanField(default=True)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.name or self.email or "Patient"

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return self.name.split(" ")[0] if self.name else str(self)
