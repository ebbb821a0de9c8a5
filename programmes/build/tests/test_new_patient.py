"""From a name and a template to a link on the screen: on one page, together or not at all."""

from uuid import uuid4

import pytest
from django.core import mail
from django.urls import reverse

from patients.models import Invitation, Patient
from patients.zones import today_in
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


def test_the_page_takes_the_same_queries_for_one_and_for_three_templates(
    priya_client, template, django_assert_num_queries
):
    priya_client.get(ADDRESS)
    with django_assert_num_queries(3):
        priya_client.get(ADDRESS)
    for name in ("Ankle", "Knee"):
        a_prescription(a_programme(None, name=name), f"{name} exercise")
    with django_assert_num_queries(3):
        priya_client.get(ADDRESS)
