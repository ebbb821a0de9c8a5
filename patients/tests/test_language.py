"""In which language does each person read, and are written to?"""

import pytest
from django.conf import settings
from django.urls import reverse

from patients.actions import invite, mail_invitation
from patients.invitations import invitation_path
from patients.models import User

from .cast import a_patient

pytestmark = pytest.mark.django_db
SIGN_IN, ME, SWITCH = (
    reverse(name) for name in ("account_login", "patients:me", "patients:choose-language")
)


def language_of_page(client, path: str, **headers) -> str:
    return client.get(path, headers=headers)["Content-Language"]


@pytest.mark.parametrize(
    ("own", "patients", "clinics", "seen"),
    [
        ("", "", "en-gb", "en-gb"),
        ("", "", "de", "de"),
        ("", "de", "en-gb", "de"),
        ("en-gb", "de", "de", "en-gb"),
        ("gone", "", "de", "de"),
    ],
)
def test_the_own_choice_counts_then_the_patients_then_the_clinics(
    sam_client, sam, own, patients, clinics, seen
):
    User.objects.filter(pk=sam.user.pk).update(language=own)
    type(sam).objects.filter(pk=sam.pk).update(language=patients)
    type(sam.clinic).objects.filter(pk=sam.clinic.pk).update(language=clinics)
    page = sam_client.get(ME)
    assert page["Content-Language"] == seen
    assert f'<html lang="{seen}"' in page.content.decode()


def test_a_carer_reads_as_the_patient_does(client, sam, cora):
    sam.language = "de"
    sam.save()
    client.force_login(cora.user)
    assert language_of_page(client, ME) == "de"


@pytest.mark.parametrize(
    ("asks", "gets"), [("de-DE,de;q=0.9", "de"), ("fr", "en-gb"), ("en-US", "en-gb")]
)
def test_a_visitor_reads_as_the_browser_asks(client, asks, gets):
    assert language_of_page(client, SIGN_IN, accept_language=asks) == gets


def test_a_visitor_switches_on_the_sign_in_page(client):
    assert "Deutsch" in client.get(SIGN_IN).content.decode()
    answer = client.post(SWITCH, {"language": "de", "next": SIGN_IN})
    assert answer.url == SIGN_IN
    page = client.get(SIGN_IN)
    assert "Anmelden" in page.content.decode()
    assert "Cookie" in page["Vary"]


@pytest.mark.parametrize("wrong", [{}, {"language": "xx"}, {"language": "../de"}])
def test_a_language_that_is_not_spoken_changes_nothing(client, wrong):
    answer = client.post(SWITCH, wrong)
    assert (answer.status_code, answer.cookies.get(settings.LANGUAGE_COOKIE_NAME)) == (422, None)


def test_the_switch_leads_to_no_foreign_page(client):
    answer = client.post(SWITCH, {"language": "de", "next": "https://elsewhere.example/"})
    assert answer.url == reverse("home")
    assert client.get(SWITCH).status_code == 405


def test_who_is_signed_in_keeps_what_the_switch_says(sam_client, sam):
    sam_client.post(SWITCH, {"language": "de"})
    sam.user.refresh_from_db()
    assert sam.user.language == "de"


def test_an_invited_person_is_welcomed_in_the_patients_language(client, priya):
    nora = a_patient(priya, "Nora Lind", signed_in_before=False)
    type(nora).objects.filter(pk=nora.pk).update(language="de")
    nora.refresh_from_db()
    path = invitation_path(invite(patient=nora, by=priya))
    assert "Willkommen bei Riverside Physio" in client.get(path).content.decode()
    client.post(SWITCH, {"language": "en-gb"})
    assert "Welcome to Riverside Physio" in client.get(path).content.decode()
    client.post(path)
    nora.refresh_from_db()
    assert nora.user.language == "en-gb"


def test_what_is_agreed_to_is_kept_in_the_words_that_were_read(client, priya):
    nora = a_patient(priya, "Nora Lind", signed_in_before=False)
    type(nora).objects.filter(pk=nora.pk).update(language="de")
    nora.refresh_from_db()
    client.post(invitation_path(invite(patient=nora, by=priya)))
    assert "speichert Ihren Namen" in nora.consents.get().text


def test_an_invitation_is_written_in_the_receivers_language(priya, mailed):
    nora = a_patient(priya, "Nora Lind", signed_in_before=False)
    nora.language = "de"
    nora.save()
    mail_invitation(invitation=invite(patient=nora, by=priya), link="https://x.example/join/")
    (mail,) = mailed()
    assert mail.subject == "Ein Link von Riverside Physio"
    assert "Bitte öffnen Sie ihn auf Ihrem eigenen Handy." in mail.body


@pytest.mark.usefixtures("no_limits_yet")
def test_a_code_is_written_in_the_receivers_language(client, sam, mailed):
    User.objects.filter(pk=sam.user.pk).update(language="de")
    client.post(reverse("account_request_login_code"), {"email": sam.user.email})
    (mail,) = mailed()
    assert mail.subject == "Ihr Code zum Anmelden"
    assert mail.body.startswith("Guten Tag,")


def test_a_person_sets_language_type_size_voice_and_sounds(sam_client, sam):
    sent = {"name": "Sam", "time_zone": "Europe/London", "language": "de"}
    answer = sam_client.post(ME, sent | {"text_size": "largest", "wants_voice": "on"}, follow=True)
    user = User.objects.get(pk=sam.user.pk)
    assert (user.language, user.text_size) == ("de", "largest")
    assert (user.wants_voice, user.wants_sounds) == (True, False)
    page = answer.content.decode()
    assert 'data-text-size="largest"' in page
    assert "Gespeichert." in page


def test_staff_have_no_voice_to_choose(priya_client):
    page = priya_client.get(ME).content.decode()
    assert "wants_voice" not in page
    assert 'name="language"' in page


def test_a_clinics_own_words_stay_as_they_are(sam_client, sam):
    clinic = sam.clinic
    clinic.language, clinic.messages_note = "de", "Ring us, love."
    clinic.save()
    page = sam_client.get(reverse("follow:help")).content.decode()
    assert "Ring us, love." in page


def test_a_clinics_usual_words_are_read_translated(sam_client, sam):
    User.objects.filter(pk=sam.user.pk).update(language="de")
    page = sam_client.get(reverse("follow:help")).content.decode()
    assert "Wir lesen Nachrichten an Werktagen." in page
