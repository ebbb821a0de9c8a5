"""Does a passkey work in a real browser, under the strict content policy?"""

from collections.abc import Callable, Iterator

import pytest
from django.core import mail
from django.core.cache import cache

from patients.mail import wait_until_sent
from patients.models import User

pytestmark = pytest.mark.browser


AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def phones(demo_site, chromium) -> Iterator[Callable]:
    """Gives pages with a built-in authenticator each. Passkeys need a name, so not 127.0.0.1."""
    complaints: list[str] = []
    contexts: list = []

    def new_phone():
        url = demo_site.url.replace("127.0.0.1", "localhost")
        context = chromium.new_context(base_url=url, viewport={"width": 390, "height": 844})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        devtools = context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        return page

    cache.clear()
    yield new_phone
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def phone(phones):
    return phones()


def sign_in_as_cookie(page, demo_site, email):
    cookie = demo_site.cookie_of(email)
    page.context.add_cookies([cookie | {"url": cookie["url"].replace("127.0.0.1", "localhost")}])


def without_password(email):
    user = User.objects.get(email=email)
    user.set_unusable_password()
    user.save()


def add_passkey(page):
    page.goto("/accounts/2fa/webauthn/add/")
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url(lambda url: not url.endswith("/add/"))


def sign_out(page):
    page.goto("/me/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/accounts/login/")


def test_a_patient_adds_a_passkey_and_gets_in_with_it(phone, demo_site):
    without_password("patient2@demo.example")
    sign_in_as_cookie(phone, demo_site, "patient2@demo.example")
    add_passkey(phone)
    assert phone.get_by_role("heading", level=1).inner_text() == "Signing in"
    assert phone.get_by_text("The passkey was added.").is_visible()
    assert phone.get_by_text("codes").count() == 0  # a patient needs no spare ones
    sign_out(phone)
    phone.get_by_role("button", name="Use a passkey").click()
    phone.wait_for_url("**/today/")


def test_who_lost_the_passkey_gets_in_by_a_code_and_may_change_passkeys(phones, demo_site):
    without_password("patient@demo.example")
    lost, phone = phones(), phones()
    sign_in_as_cookie(lost, demo_site, "patient@demo.example")
    add_passkey(lost)
    phone.goto("/accounts/login/")
    phone.fill("#code-email", "patient@demo.example")
    phone.get_by_role("button", name="Send me a code").click()
    phone.wait_for_url("**/code/confirm/")
    wait_until_sent()
    phone.fill("[name=code]", code_of_the_newest_mail())
    phone.get_by_role("button", name="Sign in").click()
    phone.wait_for_url("**/today/")
    add_passkey(phone)
    phone.goto("/accounts/2fa/webauthn/")
    assert phone.locator("section.panel").count() == 2


def code_of_the_newest_mail() -> str:
    return next(line.strip() for line in mail.outbox[-1].body.splitlines() if "-" in line)


def test_staff_with_a_passkey_are_asked_for_it_after_the_password(phone, demo_site):
    for _ in range(2):
        phone.goto("/accounts/login/")
        phone.get_by_text("I work at a clinic").click()
        phone.fill("[name=login]", "physio2@demo.example")
        phone.fill("[name=password]", "demo-clinic")
        phone.locator("details").get_by_role("button", name="Sign in").click()
        if "/2fa/authenticate/" in phone.url:
            return
        phone.wait_for_url("**/caseload/")
        phone.goto("/accounts/2fa/webauthn/add/")
        phone.fill("[name=password]", "demo-clinic")
        phone.get_by_role("button", name="Go on").click()
        phone.get_by_role("button", name="Add it").click()
        phone.wait_for_url(lambda url: not url.endswith("/add/"))
        assert phone.locator(".spare-codes li").count() == 10
        sign_out(phone)
    pytest.fail("The second sign-in did not ask for the passkey.")
