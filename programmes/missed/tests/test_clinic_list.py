"""The clinic's own reasons: taken over, changed, moved, out of use; never another clinic's."""

import pytest
from django.urls import reverse

from patients.tests.cast import a_staff_member
from programmes.missed.actions import make_list_own
from programmes.reasons import choices_for

LIST = reverse("missed:reasons")
NEW = reverse("missed:reason-new")


def words(clinic) -> list[str]:
    return [str(choice.words) for choice in choices_for(clinic)]


def on(name: str, reason) -> str:
    return reverse(f"missed:{name}", args=[reason.code])


def test_a_clinic_without_a_list_offers_the_usual_ones(clinic):
    assert words(clinic)[:4] == ["No time", "Forgot", "It hurt", "Felt unwell"]
    assert len(words(clinic)) == 12


@pytest.mark.parametrize("role", ["is_physio", "is_clinic_admin"])
def test_physios_and_clinic_admins_keep_the_list(clinic, client, role):
    client.force_login(a_staff_member(clinic, "Kim Lee", **{role: True}).user)
    assert "These are the usual reasons" in client.get(LIST).content.decode()
    for _ in range(2):
        client.post(reverse("missed:make-own"))
    first = clinic.missed_reasons.first()
    sent = {"words": "Work", "kind": "no_time", "help": "Try before breakfast."}
    assert client.post(on("reason", first), sent).status_code == 302
    client.post(NEW, {"words": "Too hot", "kind": "other", "help": ""})
    assert (words(clinic)[0], words(clinic)[-1], len(words(clinic))) == ("Work", "Too hot", 13)


def test_a_reason_moves_up_and_goes_out_of_use_and_back(clinic, priya_client):
    make_list_own(clinic=clinic)
    second = clinic.missed_reasons.all()[1]
    priya_client.post(on("reason-up", second))
    assert words(clinic)[:2] == ["Forgot", "No time"]
    priya_client.post(on("reason-retire", second))
    assert "Forgot" not in words(clinic)
    priya_client.post(on("reason-retire", second))
    assert words(clinic)[0] == "Forgot"


def test_an_empty_reason_comes_back_and_changes_nothing(clinic, priya_client):
    assert priya_client.post(NEW, {"words": " ", "kind": "other"}).status_code == 422
    assert not clinic.missed_reasons.exists()


@pytest.mark.parametrize("name", ["reason", "reason-up", "reason-retire"])
def test_another_clinics_reason_is_not_there(clinic, client, olu, sam, name):
    make_list_own(clinic=clinic)
    path = on(name, clinic.missed_reasons.first())
    client.force_login(olu.user)
    assert client.post(path).status_code == 404
    client.force_login(sam.user)
    assert client.post(path).status_code == 403


def test_an_editor_does_not_keep_the_list(edie, client):
    client.force_login(edie.user)
    assert client.get(LIST).status_code == 403
