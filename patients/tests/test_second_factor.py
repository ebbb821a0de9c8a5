"""Is a code from an app asked for after the password, and do the pages about it open?"""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse

from patients.forms import ClinicForm

from .cast import PASSWORD

pytestmark = pytest.mark.usefixtures("no_limits_yet")


def code_for(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def is_in(client):
    return "_auth_user_id" in client.session


def type_password(client, member):
    form = {"login": member.user.email, "password": PASSWORD}
    return client.post(reverse("account_login"), form)


def turn_on(client):
    """Turn the app's codes on, as a browser does; gives the secret that the app keeps."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'value="([A-Z2-7]{16,})"', page).group(1)
    client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    return secret


@pytest.fixture
def secret(client, priya):
    """Priya has turned the app's codes on, and is signed out again."""
    type_password(client, priya)
    secret = turn_on(client)
    assert Authenticator.objects.filter(user=priya.user, type="totp").exists()
    client.post(reverse("account_logout"))
    return secret


def test_the_password_alone_is_not_enough(client, priya, secret):
    assert type_password(client, priya).url == reverse("mfa_authenticate")
    assert not is_in(client)
    assert client.get(reverse("review:caseload")).status_code == 302


def test_the_code_opens_the_door(client, priya, secret, monkeypatch):
    later = time.time() + 30  # the code of the set-up is used up
    monkeypatch.setattr(time, "time", lambda: later)
    type_password(client, priya)
    client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    assert is_in(client)


def test_guessing_codes_is_limited(client, priya, secret, monkeypatch):
    later = time.time() + 30
    monkeypatch.setattr(time, "time", lambda: later)
    type_password(client, priya)
    for _ in range(12):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.post(reverse("mfa_authenticate"), {"code": code_for(secret)})
    assert not is_in(client)


def test_changing_it_asks_for_the_password_again(client, priya):
    client.force_login(priya.user)
    response = client.get(reverse("mfa_activate_totp"))
    assert response.url.startswith(reverse("account_reauthenticate"))


@pytest.mark.parametrize("name", ["mfa_index", "mfa_list_webauthn", "usersessions_list"])
@pytest.mark.parametrize("who", ["priya", "sam", "cora", "adam", "edie"])
def test_everyone_sees_their_own_ways_in(client, request, name, who):
    client.force_login(request.getfixturevalue(who).user)
    assert client.get(reverse(name)).status_code == 200


@pytest.fixture
def strict(clinic):
    """The clinic wants a second factor of its staff."""
    clinic.staff_need_second_factor = True
    clinic.save()
    return clinic


INSIDE = ["review:caseload", "patients:me", "exercises:exercise-list", "admin:index", "home"]


@pytest.mark.parametrize("name", [*INSIDE, "usersessions_list", "account_change_password"])
@pytest.mark.parametrize("who", ["priya", "adam", "edie"])
def test_staff_without_one_are_led_to_set_it_up_first(client, request, strict, who, name):
    client.force_login(request.getfixturevalue(who).user)
    answer = client.get(reverse(name))
    assert (answer.status_code, answer.url) == (302, reverse("mfa_index"))


def test_what_they_send_is_not_taken_either(client, strict, priya, sam):
    client.force_login(priya.user)
    form = {"name": "Samuel", "time_zone": "Europe/London"}
    client.post(reverse("patients:edit", args=[sam.code]), form)
    sam.refresh_from_db()
    assert sam.name == "Sam Walker"
    fragment = client.get(reverse("review:caseload"), headers={"HX-Request": "true"})
    assert (fragment.status_code, fragment["HX-Redirect"]) == (403, reverse("mfa_index"))


def test_the_page_says_why_and_once_it_is_on_the_work_goes_on(client, strict, priya):
    type_password(client, priya)
    assert "Your clinic wants a second way" in client.get(reverse("mfa_index")).content.decode()
    turn_on(client)
    assert "Your clinic wants" not in client.get(reverse("mfa_index")).content.decode()
    assert client.get(reverse("review:caseload")).status_code == 200


def test_a_passkey_is_a_second_factor_too_and_spare_codes_are_none(client, strict, priya):
    client.force_login(priya.user)
    codes = Authenticator.objects.create(user=priya.user, type="recovery_codes", data={})
    assert client.get(reverse("review:caseload")).status_code == 302
    codes.type = "webauthn"
    codes.save()
    assert client.get(reverse("review:caseload")).status_code == 200


def test_they_may_leave_and_choose_a_language(client, strict, priya):
    client.force_login(priya.user)
    answer = client.post(reverse("patients:choose-language"), {"language": "de"})
    assert answer.url != reverse("mfa_index")
    client.post(reverse("account_logout"))
    assert not is_in(client)


@pytest.mark.parametrize("who", ["sam", "cora", "olu"])
def test_patients_carers_and_other_clinics_are_not_asked(client, request, strict, who):
    client.force_login(request.getfixturevalue(who).user)
    assert client.get(reverse("patients:me")).status_code == 200


def test_a_clinic_admin_turns_it_on_and_is_the_next_to_be_asked(adam_client, clinic):
    page = adam_client.get(reverse("patients:clinic")).content.decode()
    assert 'name="staff_need_second_factor"' in page
    form = {name: getattr(clinic, name) for name in ClinicForm.Meta.fields}
    adam_client.post(reverse("patients:clinic"), form | {"staff_need_second_factor": "on"})
    clinic.refresh_from_db()
    assert clinic.staff_need_second_factor
    assert adam_client.get(reverse("patients:clinic")).url == reverse("mfa_index")


def test_it_costs_a_query_only_where_it_is_wanted(client, priya, clinic, django_assert_num_queries):
    client.force_login(priya.user)
    client.get(reverse("patients:me"))
    with django_assert_num_queries(2):  # session, person
        client.get(reverse("patients:me"))
    clinic.staff_need_second_factor = True
    clinic.save()
    with django_assert_num_queries(3):  # and whether there is one
        client.get(reverse("patients:me"))
