"""From a name and a template to a link on the screen: on one page, together or not at all."""

import smtplib
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse
from django.utils.translation import get_language

from exercises.tests.library import a_picture, an_exercise
from patients.models import Invitation, Patient
from patients.zones import today_in
from programmes.build.default_names import words_for
from programmes.models import Programme
from programmes.tests.programmes import a_prescription, a_programme

ADDRESS = "/patients/new/"


@pytest.fixture
def template(db):
    template = a_programme(None)
    a_prescription(template)
    return template


def typed(clinic, **changes) -> dict:
    """What the page holds when it comes, with a name."""
    return {
        "name": "Nora  Lind",
        "email": "",
        "start_on": today_in(clinic.time_zone),
        "time_zone": clinic.time_zone,
    } | changes


def test_a_name_and_a_template_lead_to_the_link(
    priya_client, priya, clinic, template, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = priya_client.post(ADDRESS, typed(clinic, template=template.code))
    nora = Patient.objects.get()
    assert answer["Location"] == reverse("patients:invitation", args=[nora.code])
    assert (nora.name, nora.physio, nora.clinic) == ("Nora Lind", priya, clinic)
    assert nora.programmes.get().template == template
    assert nora.invitations.get().is_open
    assert mail.outbox == []


def test_with_an_address_the_link_is_sent_and_says_nothing_of_health(
    priya_client, clinic, template, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        priya_client.post(ADDRESS, typed(clinic, email="nora@example.org", template=template.code))
    (sent,) = mail.outbox
    assert sent.to == ["nora@example.org"]
    assert template.name not in sent.subject + sent.body
    assert Invitation.objects.get().mailed_at


@pytest.mark.django_db(transaction=True)
def test_the_page_says_that_the_link_is_sent_at_once_and_then_to_whom(priya_client, clinic):
    assert "We send the link at once." in priya_client.get(ADDRESS).content.decode()
    data = typed(clinic, email="nora@example.org")
    page = priya_client.post(ADDRESS, data, follow=True).content.decode()
    assert "Link sent to nora@example.org." in page


def test_nothing_is_said_to_be_sent_without_an_address(priya_client, clinic):
    page = priya_client.post(ADDRESS, typed(clinic), follow=True).content.decode()
    assert "Nora Lind is on your caseload." in page
    assert "Link sent" not in page


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_could_not_be_sent_is_said(priya_client, clinic, monkeypatch):
    def refuse(*args):
        raise smtplib.SMTPException

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    data = typed(clinic, email="nora@example.org")
    page = priya_client.post(ADDRESS, data, follow=True).content.decode()
    assert "The mail could not be sent." in page
    assert "Link sent" not in page


def test_the_link_page_leads_on_to_the_first_session_and_to_paper(priya_client, clinic, template):
    page = priya_client.post(ADDRESS, typed(clinic, template=template.code), follow=True)
    nora = Patient.objects.get()
    given = nora.programmes.get()
    assert reverse("rehearse:begin", args=[nora.code]) in page.content.decode()
    assert reverse("handout:programme", args=[given.code]) in page.content.decode()


def test_from_scratch_leads_to_the_builder_with_an_empty_draft(priya_client, priya, clinic):
    data = typed(clinic, template="scratch", once=uuid4())
    answers = [priya_client.post(ADDRESS, data)["Location"] for _ in range(2)]
    nora = Patient.objects.get()
    draft = nora.drafts.get()
    assert answers == [reverse("build:builder", args=[draft.code])] * 2
    assert (draft.physio, nora.programmes.count()) == (priya, 0)
    assert nora.invitations.get().is_open


@pytest.mark.parametrize(("planned", "offered"), [(5, 5), (0, 0), (-3, 0)])
def test_the_start_asked_for_is_offered_when_what_was_built_is_given(
    priya_client, clinic, planned, offered
):
    today = today_in(clinic.time_zone)
    begins = today + timedelta(days=planned)
    priya_client.post(ADDRESS, typed(clinic, template="scratch", start_on=begins))
    draft = Patient.objects.get().drafts.get()
    a_prescription(draft)
    page = priya_client.get(reverse("build:difference", args=[draft.code]))
    expected = today + timedelta(days=offered)
    assert page.context["form"]["start_on"].value() == expected
    assert f'value="{expected.isoformat()}"' in page.content.decode()


def test_what_is_built_from_scratch_is_named_as_the_patient_reads_it(priya_client, clinic):
    priya_client.post(ADDRESS, typed(clinic, template="scratch"))
    draft = Patient.objects.get().drafts.get()
    assert (draft.name, draft.stages.get().name) == ("Your exercises", "Start")


@pytest.mark.parametrize(("own", "clinics", "language"), [("de", "en", "de"), ("", "de", "de")])
def test_names_are_in_the_patients_language_else_in_the_clinics(sam, own, clinics, language):
    sam.language, sam.clinic.language = own, clinics
    with words_for(sam):
        assert get_language() == language
    with words_for(None):
        assert get_language() == "en-gb"


def test_the_programme_can_be_chosen_later(priya_client, clinic, template):
    priya_client.post(ADDRESS, typed(clinic))
    assert Patient.objects.get().programmes.count() == 0


def test_only_the_name_is_required_and_the_rest_is_filled_in(priya_client, clinic, template):
    page = priya_client.get(f"{ADDRESS}?template={template.code}").content.decode()
    assert f'value="{template.code}" checked' in page
    assert f'value="{today_in(clinic.time_zone)}"' in page
    assert '<option value="Europe/London" selected>' in page
    assert page.count("asteriskField") == 1


def test_a_name_alone_starts_today_on_the_clinics_clock(priya_client, clinic, template):
    priya_client.post(ADDRESS, {"name": "Nora", "template": template.code})
    nora = Patient.objects.get()
    assert nora.time_zone == clinic.time_zone
    assert nora.programmes.get().start_on == nora.local_today()


def test_a_patient_elsewhere_gets_their_own_clock(priya_client, clinic):
    priya_client.post(ADDRESS, typed(clinic, time_zone="America/New_York"))
    assert Patient.objects.get().time_zone == "America/New_York"


def test_the_form_sent_twice_makes_one_patient(
    priya_client, clinic, template, django_capture_on_commit_callbacks
):
    data = typed(
        clinic, email="nora@example.org", template=template.code, once=uuid4(), name="Nora"
    )
    with django_capture_on_commit_callbacks(execute=True):
        answers = [priya_client.post(ADDRESS, data)["Location"] for _ in range(2)]
    assert answers[0] == answers[1]
    assert (Patient.objects.count(), Programme.objects.assigned().count()) == (1, 1)
    assert len(mail.outbox) == 1


def test_somebody_elses_code_is_not_taken(priya_client, clinic, tess):
    priya_client.post(ADDRESS, typed(clinic, once=tess.code))
    assert Patient.objects.get(name="Nora Lind").code != tess.code
    assert Patient.objects.get(code=tess.code) == tess


WRONG = {
    "no name": {"name": "  "},
    "no address": {"email": "nora@"},
    "no day": {"start_on": "soon"},
    "no zone": {"time_zone": "Mars/Base"},
    "no template": {"template": "nonsense"},
}


@pytest.mark.parametrize("changes", WRONG.values(), ids=WRONG)
def test_a_wrong_form_comes_back_with_what_was_typed(priya_client, clinic, template, changes):
    data = typed(clinic, name="Nora", email="nora@example.org", template=template.code) | changes
    answer = priya_client.post(ADDRESS, data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert Patient.objects.count() == 0
    for field in {"name", "email", "start_on"} - set(changes):
        assert f'value="{data[field]}"' in page
    if "template" not in changes:
        assert f'value="{template.code}" checked' in page


def test_nothing_is_kept_when_the_programme_cannot_be_given(priya_client, clinic, template):
    Programme.objects.filter(pk=template.pk).update(archived_on=today_in(clinic.time_zone))
    answer = priya_client.post(ADDRESS, typed(clinic, template=template.code))
    assert answer.status_code == 422
    assert (Patient.objects.count(), Invitation.objects.count()) == (0, 0)


def test_only_physios_add_patients(client, sam, edie, adam):
    assert client.get(ADDRESS)["Location"].startswith(reverse("account_login"))
    for person in (sam, edie, adam):
        client.force_login(person.user)
        assert client.get(ADDRESS).status_code == 403
        assert client.post(ADDRESS, {"name": "Nora"}).status_code == 403
    assert Patient.objects.count() == 1


def cards_on(page: str) -> list[str]:
    return [part.split("</strong>")[0] for part in page.split('id="pick"')[1].split("<strong>")[1:]]


def test_ones_own_come_first_then_the_clinics_the_lately_used_and_the_rest_by_name(
    priya_client, priya, clinic, sam
):
    today = sam.local_today()
    for name in ("Knee", "Ankle"):
        a_programme(None, name=name)
    given = a_programme(None, name="Wrist")
    a_programme(sam, template=given)
    a_programme(None, name="Shared", clinic=clinic, physio=priya, shared_on=today)
    a_programme(None, name="Zoe's own", clinic=clinic, physio=priya)
    names = cards_on(priya_client.get(ADDRESS).content.decode())
    assert names == ["Zoe&#x27;s own", "Shared", "Wrist", "Ankle", "Knee"]


def test_what_others_gave_or_was_given_long_before_is_not_lately_used(priya_client, sam, tess):
    names = ["Ankle", "Back", "Calf", "Hip", "Knee"]
    for number, name in enumerate(names):
        given = a_programme(None, name=name)
        copy = a_programme(tess if name == "Knee" else sam, template=given)
        copied_at = copy.created_at + timedelta(days=number)
        Programme.objects.filter(pk=copy.pk).update(created_at=copied_at)
    page = priya_client.get(ADDRESS).content.decode()
    assert cards_on(page) == ["Hip", "Calf", "Back", "Ankle", "Knee"]
    assert page.count("Lately used") == 3


@pytest.mark.parametrize(("how_many", "is_there"), [(7, False), (8, True)])
def test_from_eight_templates_on_there_is_a_search(priya_client, how_many, is_there):
    for number in range(how_many):
        a_programme(None, name=f"Template {number}")
    assert ("Find a programme" in priya_client.get(ADDRESS).content.decode()) == is_there


def test_a_card_shows_the_first_four_exercises_once_each(priya_client, template):
    for name in ("Clamshell", "Glute bridge", "Lunge", "Squat", "Wall sit"):
        a_prescription(template, name)
    page = priya_client.get(ADDRESS).content.decode()
    assert page.split('class="figures"')[1].split("</label>")[0].count("<picture>") == 4
    assert "5 exercises" in page


def test_the_page_takes_the_same_queries_for_one_and_for_three_templates(
    priya_client, template, django_assert_num_queries
):
    priya_client.get(ADDRESS)
    with django_assert_num_queries(7):
        priya_client.get(ADDRESS)
    for name in ("Ankle", "Knee"):
        another = an_exercise(f"{name} exercise")
        a_picture(another)
        a_prescription(a_programme(None, name=name), another)
    with django_assert_num_queries(7):
        priya_client.get(ADDRESS)
