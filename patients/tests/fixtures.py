"""The fixed cast as fixtures; the root conftest offers them to every test."""

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache

from patients.mail import wait_until_sent

from .cast import a_carer, a_clinic, a_patient, a_staff_member


def pytest_configure() -> None:
    """Tests make many people: their passwords are hashed quickly."""
    quick = "django.contrib.auth.hashers.MD5PasswordHasher"
    settings.PASSWORD_HASHERS = [quick, *settings.PASSWORD_HASHERS]


@pytest.fixture
def mailed():
    """Gives the mails sent so far, those that leave after the answer included."""

    def all_mails() -> list[mail.EmailMessage]:
        wait_until_sent()
        return mail.outbox

    return all_mails


@pytest.fixture
def no_limits_yet(db):
    """Rate limits count from zero."""
    cache.clear()


@pytest.fixture
def clinic(db):
    return a_clinic(keeps_shared_library=True)


@pytest.fixture
def priya(clinic):
    return a_staff_member(clinic, "Priya Nair", is_physio=True)


@pytest.fixture
def sam(priya):
    return a_patient(priya, "Sam Walker")


@pytest.fixture
def edie(clinic):
    return a_staff_member(clinic, "Edie Brown", is_editor=True)


@pytest.fixture
def adam(clinic):
    return a_staff_member(clinic, "Adam Reid", is_clinic_admin=True)


@pytest.fixture
def cora(sam):
    return a_carer(sam, "Cora Walker", relation="partner")


@pytest.fixture
def olu(db):
    return a_staff_member(a_clinic("Hilltop Physio"), "Olu Ade", is_physio=True)


@pytest.fixture
def tess(olu):
    """A patient of the other clinic."""
    return a_patient(olu, "Tess Young")


@pytest.fixture
def priya_client(client, priya):
    client.force_login(priya.user)
    return client


@pytest.fixture
def sam_client(client, sam):
    client.force_login(sam.user)
    return client


@pytest.fixture
def adam_client(client, adam):
    client.force_login(adam.user)
    return client
