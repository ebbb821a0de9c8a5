"""How does an installation for real people begin?"""

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from patients.models import Clinic, StaffMember, User

pytestmark = pytest.mark.django_db
WORDS = ["Riverside", "--admin", "ann@clinic.example", "--admin-name", "Ann Lee"]
SITE = ["--site", "https://exercise.clinic.example/"]


def test_the_first_admin_gets_a_link_to_choose_a_password():
    call_command("add_clinic", *WORDS, *SITE)
    ann = StaffMember.objects.get()
    roles = (ann.is_clinic_admin, ann.is_editor, ann.is_physio)
    assert (ann.clinic.name, ann.user.email, *roles) == (
        "Riverside", "ann@clinic.example", True, True, False,
    )  # fmt: skip
    assert mail.outbox[0].to == ["ann@clinic.example"]
    assert "https://exercise.clinic.example/accounts/" in mail.outbox[0].body
    assert not ann.user.has_usable_password()


def test_only_the_first_clinic_keeps_the_shared_library():
    call_command("add_clinic", *WORDS, *SITE)
    call_command("add_clinic", "Hilltop", "--admin", "bo@h.example", "--admin-name", "Bo", *SITE)
    keeps = list(Clinic.objects.order_by("pk").values_list("name", "keeps_shared_library"))
    assert keeps == [("Riverside", True), ("Hilltop", False)]


def test_an_address_that_somebody_has_adds_nothing():
    call_command("add_clinic", *WORDS, *SITE)
    with pytest.raises(CommandError, match="already"):
        call_command("add_clinic", *WORDS, *SITE)
    assert (Clinic.objects.count(), User.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("extra", "message"),
    [
        (["--site", "clinic.example"], "https://"),
        ([*SITE, "--time-zone", "London"], "not a time zone"),
    ],
)
def test_a_wrong_word_is_said_and_adds_nothing(extra, message):
    with pytest.raises(CommandError, match=message):
        call_command("add_clinic", *WORDS, *extra)
    assert not Clinic.objects.exists()
