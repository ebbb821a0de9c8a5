"""Whose sign-in is an e-mail address? One at most, and nobody is told whose."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import Q

from .models import User


def is_free(email: str, *, for_user: User | None = None) -> bool:
    """Whether no other sign-in has this address, in any spelling of its letters."""
    others = User.objects.filter(Q(email__iexact=email) | Q(emailaddress__email__iexact=email))
    return not others.exclude(pk=for_user.pk if for_user else None).exists()


def make_user(*, name: str, email: str = "") -> User:
    """A sign-in without a password; without the address too, where somebody has it already."""
    if email and is_free(email):
        try:
            with transaction.atomic():
                return User.objects.create_user(email, name=name)
        except IntegrityError:  # somebody took it this very moment
            pass
    return User.objects.create_user(None, name=name)


def move_sign_in(*, user: User, email: str) -> bool:
    """The address this person signs in with from now on; the old one stops working.

    Returns whether the new one works: an address that somebody has stays theirs.
    """
    EmailAddress.objects.filter(user=user).delete()
    user.email = email.lower() if email and is_free(email, for_user=user) else None
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
    except IntegrityError:  # somebody took it this very moment
        user.email = None
        user.save(update_fields=["email"])
    return user.email is not None
