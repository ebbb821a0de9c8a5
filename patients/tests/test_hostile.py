"""Does anything typed by anyone break a page about people and access?"""

import pytest
from django.urls import reverse

VALUES = [
    "",
    " ",
    "\x00",
    "a\x00b@x.example",
    "x" * 20_000,
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "{{ 7*7 }}{% now %}",
    "9" * 400,
    "-1",
    "1e309",
    "٣",
    "🙂" * 50,
    "\u202e\ufeffab",
    "a@b.example\r\nBcc: c@d.example",
    "../../etc/passwd",
    "0001-01-01",
    "9999-12-31",
    "00000000-0000-0000-0000-000000000000",
]
PAGES = [
    ("nobody", "account_login", ["login", "password", "next"]),
    ("nobody", "account_request_login_code", ["email", "next"]),
    ("nobody", "account_confirm_login_code", ["code"]),
    ("nobody", "account_reset_password", ["email"]),
    ("nobody", "account_signup", ["email", "password1"]),
    ("nobody", "mfa_login_webauthn", ["credential"]),
    ("sam", "patients:me", ["name", "time_zone"]),
    ("sam", "patients:address", ["email"]),
    ("sam", "patients:address-code", ["code"]),
    ("adam", "patients:clinic", ["name", "phone", "brand_colour", "green_max", "amber_max"]),
    ("adam", "patients:staff", ["name", "email", "is_physio"]),
    ("adam", "patients:member", ["is_physio", "is_editor"]),
    ("adam", "patients:member-end", ["left_on"]),
    ("priya", "patients:edit", ["name", "email", "time_zone", "affected_side"]),
    ("priya", "patients:carers", ["name", "relation", "email", "may_tick"]),
]


def address_of(name, request):
    if name in ("patients:member", "patients:member-end"):
        return reverse(name, args=[request.getfixturevalue("priya").code])
    if name in ("patients:edit", "patients:carers"):
        return reverse(name, args=[request.getfixturevalue("sam").code])
    return reverse(name)


@pytest.mark.usefixtures("no_limits_yet")
@pytest.mark.parametrize(("who", "name", "fields"), PAGES)
def test_whatever_is_typed_gets_an_answer(client, request, who, name, fields):
    address = address_of(name, request)
    if who != "nobody":
        client.force_login(request.getfixturevalue(who).user)
    for value in VALUES:
        response = client.post(address, dict.fromkeys(fields, value))
        assert response.status_code < 500, (name, value[:40])
        assert b"<script>alert(1)" not in response.content


@pytest.mark.parametrize("value", VALUES)
def test_whatever_is_searched_gets_an_answer(adam_client, value):
    for field in ("patient", "person", "what", "page"):
        response = adam_client.get(reverse("patients:access-record"), {field: value})
        assert response.status_code == 200


@pytest.mark.usefixtures("no_limits_yet")
@pytest.mark.parametrize("proxies", [0, 1])
@pytest.mark.parametrize("value", VALUES)
def test_whatever_stands_in_a_header_gets_an_answer(client, settings, value, proxies):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    on_the_wire = value.replace("\r\n", " ").replace("\x00", "").encode().decode("latin-1")
    for name in ("User-Agent", "X-Forwarded-For", "Accept-Language", "Referer", "Accept", "Cookie"):
        headers = {name: on_the_wire}
        assert client.get("/join/abc/", headers=headers).status_code == 404
        form = {"login": "a@b.example", "password": "x"}
        assert client.post(reverse("account_login"), form, headers=headers).status_code < 500
