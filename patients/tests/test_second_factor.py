"""Is a code from an app asked for after the password, and do the pages about it open?"""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse

from .cast import PASSWORD

pytestmark = pytest.mark.usefixtures("no_limits_yet")


def code_for(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def is_in(client):
    return "_auth_user_id" in client.session


def type_password(client, member):
    form = {"login": member.user.email, "password": PASSWORD}
    return client.post(reverse("account_login"), form)


@pytest.fixture
def secret(client, priya):
    """Priya has turned the app's codes on, and is signed out again."""
    type_password(client, priya)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'value="([A-Z2-7]{16,})"', page).group(1)
    client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
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
