"""The pages where people look after their own sign-in: finger or face, devices, two steps."""

import pytest
from django.urls import reverse

PASSKEYS, DEVICES, TWO_STEPS = (
    reverse(name) for name in ("mfa_list_webauthn", "usersessions_list", "mfa_index")
)


@pytest.mark.parametrize("address", [PASSKEYS, DEVICES, TWO_STEPS])
def test_each_page_leads_back_to_the_settings(sam_client, address):
    page = sam_client.get(address).content.decode()
    assert f'class="backlink" href="{reverse("patients:me")}"' in page


def test_a_patient_is_offered_no_code_from_an_app_and_staff_are(client, sam, priya):
    offered = []
    for person in (sam, priya):
        client.force_login(person.user)
        offered.append(reverse("mfa_activate_totp") in client.get(TWO_STEPS).content.decode())
    assert offered == [False, True]


@pytest.fixture
def came_by_code(client, sam, mailed, no_limits_yet):
    """Sam's browser, signed in by a code from a mail."""
    client.post(reverse("account_request_login_code"), {"email": sam.email})
    code = mailed()[-1].body.split("code:")[1].split()[0]
    client.post(reverse("account_confirm_login_code"), {"code": code})
    return client


def test_devices_tell_no_address_of_the_network(came_by_code):
    page = came_by_code.get(DEVICES).content.decode()
    assert ("Since " in page, "127.0.0.1" in page) == (True, False)


def test_a_passkey_is_called_my_phone_unless_it_is_named(came_by_code):
    page = came_by_code.get(reverse("mfa_add_webauthn")).content.decode()
    assert 'value="My phone"' in page
