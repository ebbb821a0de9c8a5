"""Getting in, and what is a patient's own: settings, devices, data, helpers, the room."""

import re

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core import mail
from django.test import Client
from playwright.sync_api import Page, expect

from patients.actions import add_carer, add_patient, invite
from patients.invitations import invitation_path
from patients.mail import wait_until_sent
from patients.models import Carer, Consent, Patient
from patients.tests.cast import PASSWORD
from patients.tests.test_passkeys import AUTHENTICATOR
from programmes.models import Rehearsal
from programmes.tests.programmes import a_prescription, a_programme, days_ago

from ..hands import Hand
from . import a_patient_does, sign_in, sign_out, with_scripts_only, without_scripts_only
from .doing import button, open_ticks, standing


def somebody_new(ben: Patient, **fields) -> Patient:
    """Of the same physio, not here yet, with one exercise."""
    patient = add_patient(by=ben.physio, name=f"Nora{ben.pk} New")
    Patient.objects.filter(pk=patient.pk).update(**fields)
    a_prescription(a_programme(patient))
    return Patient.objects.get(pk=patient.pk)


def own_session(page: Page) -> str:
    cookies = {each["name"]: each["value"] for each in page.context.cookies()}
    return cookies[settings.SESSION_COOKIE_NAME]


def a_session_elsewhere(ben: Patient) -> str:
    client = Client()
    client.force_login(ben.user)
    return client.session.session_key


def types_the_code(hand: Hand) -> None:
    field = hand.page.locator("[name=code]")
    field.wait_for()
    wait_until_sent()
    hand.write(field, mail.outbox[-1].body.split("code:")[1].split()[0])


def menu(hand: Hand, item: str) -> None:
    hand.press(hand.page.locator(".menu summary"))
    hand.press(hand.page.locator(".menu-items").get_by_text(item))


def today_is_open(page: Page) -> None:
    expect(open_ticks(page).first).to_be_visible()


@a_patient_does
def joins_by_the_link_takes_consent_back_and_gives_it_again(hand: Hand, ben: Patient) -> None:
    page, nora = hand.page, somebody_new(ben)
    sign_out(page, invitation_path(invite(patient=nora, by=ben.physio)))
    hand.press(page.get_by_role("button", name="Deutsch"))
    hand.press(page.get_by_role("button", name="English"))
    hand.press(button(page, "Agree and open my plan"))
    today_is_open(page)
    menu(hand, "Settings")
    hand.press(page.get_by_role("link", name="What I agreed to"))
    hand.press(page.get_by_text("I want to take it back"))
    hand.press(button(page, "Take my consent back"))
    expect(page.get_by_role("heading", name="You took your consent back")).to_be_visible()
    assert Consent.objects.get(patient=nora).withdrawn_at
    hand.press(button(page, "Agree and open the plan"))
    today_is_open(page)
    assert Consent.objects.filter(patient=nora, withdrawn_at=None).count() == 1


@a_patient_does
def comes_into_the_room_by_the_code(hand: Hand, ben: Patient) -> None:
    page, nora = hand.page, somebody_new(ben)
    room = Rehearsal.objects.create(patient=nora, by=ben.physio)
    sign_out(page, invitation_path(invite(patient=nora, by=ben.physio)) + "?to=room")
    hand.press(button(page, "Agree and open my plan"))
    expect(page.get_by_role("heading", name="Your phone is ready")).to_be_visible()
    if (here := page.locator("noscript button")).count():
        hand.press(here)
    expect(page.get_by_role("heading", name="Your phone is ready")).to_be_visible()
    Rehearsal.objects.filter(pk=room.pk).update(
        showing=nora.programmes.get().stages.get().prescriptions.get()
    )
    hand.press(page.get_by_role("link", name="Refresh"))
    hand.press(page.get_by_role("link", name="Read how it is done"))
    expect(button(page, "Done")).to_be_visible()
    room.refresh_from_db()
    assert room.phone_at


@a_patient_does
def agrees_for_a_child(hand: Hand, ben: Patient) -> None:
    child = somebody_new(ben, born_on=days_ago(ben, 3000))
    carer = add_carer(by=ben.physio, patient=child, name="Mia New", may_tick=True)
    link = invitation_path(invite(patient=child, by=ben.physio, carer=carer))
    hand.page.goto(link)
    hand.press(button(hand.page, "Sign out and open the link"))
    hand.write(hand.page.locator("[name=name]"), "Mia New")
    hand.write(hand.page.locator("[name=relation]"), "mother")
    hand.press(hand.page.locator("[name=may_decide]"))
    hand.press(button(hand.page, "Agree and open the plan"))
    today_is_open(hand.page)
    consent = Consent.objects.get(patient=child)
    assert (consent.name, consent.relation) == ("Mia New", "mother")


def signs_in_by_a_code(hand: Hand, ben: Patient) -> None:
    sign_out(hand.page, "/today/")
    hand.write(hand.page.get_by_label("Your e-mail"), ben.email)
    hand.press(button(hand.page, "Send me a code"))
    types_the_code(hand)
    hand.press(button(hand.page, "Sign in"))
    today_is_open(hand.page)


@a_patient_does
def signs_in_and_out_again(hand: Hand, ben: Patient) -> None:
    page = hand.page
    signs_in_by_a_code(hand, ben)
    menu(hand, "Sign out")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.goto("/today/")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


@a_patient_does
def signs_in_by_a_password(hand: Hand, ben: Patient) -> None:
    page = hand.page
    sign_out(page, "/today/")
    hand.press(page.get_by_text("I work at a clinic"))
    hand.write(page.locator("#id_login"), ben.email)
    hand.write(page.locator("#id_password"), PASSWORD)
    hand.press(button(page, "Sign in").and_(page.locator("details button")))
    today_is_open(page)


@a_patient_does
def changes_the_settings(hand: Hand, ben: Patient) -> None:
    page = hand.page
    page.goto("/me/")
    hand.press(page.get_by_role("radio", name="Large", exact=True))
    hand.choose(page.locator("[name=language]"), "Deutsch")
    hand.press(page.locator("[name=wants_voice]"))
    hand.press(page.locator("[name=wants_sounds]"))
    hand.write(page.locator("[name=name]"), "Ben Newname")
    hand.choose(page.locator("[name=time_zone]"), "Europe/Lisbon")
    hand.press(page.locator("main form button").nth(1))
    expect(page.get_by_text("Gespeichert.")).to_be_visible()
    ben.refresh_from_db()
    kept = ben.user
    kept.refresh_from_db()
    assert (ben.name, ben.time_zone, kept.language) == ("Ben Newname", "Europe/Lisbon", "de")
    assert (kept.text_size, kept.wants_voice, kept.wants_sounds) == ("large", True, False)


@a_patient_does
def changes_the_e_mail(hand: Hand, ben: Patient) -> None:
    page, address = hand.page, f"new{ben.pk}@patients.example"
    page.goto("/me/")
    hand.press(page.get_by_role("link", name="Change my e-mail"))
    hand.write(page.locator("[name=email]"), address)
    hand.press(button(page, "Send me a code"))
    types_the_code(hand)
    hand.press(button(page, "Use this e-mail"))
    expect(page.get_by_text(address)).to_be_visible()
    ben.user.refresh_from_db()
    assert ben.user.email == address


@a_patient_does
def signs_other_devices_out(hand: Hand, ben: Patient) -> None:
    hand.page.goto("/me/")
    for key in (own_session(hand.page), a_session_elsewhere(ben)):
        UserSession.objects.create(user=ben.user, session_key=key, ip="::1", user_agent="iPhone")
    hand.press(hand.page.get_by_role("link", name="My devices"))
    hand.press(button(hand.page, "Sign the others out"))
    expect(button(hand.page, "Sign out here")).to_be_visible()
    assert UserSession.objects.filter(user=ben.user).count() == 1


@with_scripts_only
def adds_and_removes_a_passkey(hand: Hand, ben: Patient) -> None:
    page = hand.page
    ben.user.set_unusable_password()
    ben.user.save()
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    signs_in_by_a_code(hand, ben)
    page.goto("/me/")
    hand.press(page.get_by_role("link", name="Sign in with finger or face"))
    hand.press(page.get_by_role("link", name="Add a passkey"))
    hand.write(page.locator("main [name=name]"), "My own phone")
    hand.press(button(page, "Add it"))
    expect(page.get_by_text("The passkey was added.")).to_be_visible()
    hand.press(page.get_by_role("link", name="Finger or face"))
    expect(page.get_by_role("heading", name="My own phone")).to_be_visible()
    passkeys = ben.user.authenticator_set.filter(type="webauthn")
    assert passkeys.count() == 1
    hand.press(page.get_by_role("link", name=re.compile("^Remove")))
    hand.press(page.locator("main form button").first)
    expect(page.get_by_text("You have none yet.")).to_be_visible()
    assert passkeys.count() == 0


@without_scripts_only
def reads_that_a_passkey_needs_scripts(hand: Hand, ben: Patient) -> None:
    signs_in_by_a_code(hand, ben)
    hand.page.goto("/me/")
    hand.press(hand.page.get_by_role("link", name="Sign in with finger or face"))
    hand.press(hand.page.get_by_role("link", name="Add a passkey"))
    expect(hand.page.locator("main form noscript p")).to_contain_text("needs JavaScript")


@a_patient_does
def takes_everything_away_in_one_file(hand: Hand, ben: Patient) -> None:
    hand.page.goto("/me/")
    hand.press(hand.page.get_by_role("link", name="My data"))
    with hand.page.expect_download() as got:
        hand.press(button(hand.page, "Get the file"))
    assert got.value.suggested_filename.endswith(".zip")


@a_patient_does
def lets_somebody_help_and_ends_it(hand: Hand, ben: Patient) -> None:
    """The physio asks them in and changes their rights; they come in and tick; Ben ends it."""
    page = hand.page
    page.goto("/today/")
    sign_in(page, ben.physio.user, f"/patients/{ben.code}/carers/")
    hand.write(page.locator("[name=name]"), "Kim Keys")
    hand.press(button(page, "Add and show the link"))
    link = page.get_by_label("Or copy the link").input_value()
    page.goto(f"/patients/{ben.code}/carers/")
    hand.press(page.get_by_role("link", name="Rights Kim Keys"))
    hand.press(page.locator("[name=may_write]"))
    hand.press(button(page, "Save"))
    expect(page.get_by_text("writes to you")).to_be_visible()
    sign_out(page, link)
    hand.press(button(page, "Agree and open the plan"))
    hand.press(open_ticks(page).first)
    expect(open_ticks(page)).to_have_count(2)
    sign_in(page, ben.user, "/me/")
    hand.press(page.get_by_role("link", name="Who sees my plan"))
    hand.press(button(page, "End this for Kim Keys"))
    expect(page.get_by_text("Nobody helps you here")).to_be_visible()
    kim = Carer.objects.get(patient=ben)
    assert (kim.may_write, bool(kim.ended_on), standing(ben)) == (True, True, ["done"])
