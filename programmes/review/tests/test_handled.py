"""What a physio dealt with: off the list, kept with who and when, and back with something new."""

import pytest
from django.test import Client
from django.urls import reverse

from patients.models import AccessRecord
from patients.tests.cast import a_staff_member
from programmes.models import Handled, Message
from programmes.review.caseload import work_list_for
from programmes.tests.programmes import a_prescription, a_programme, a_session, a_tick, days_ago

LIST = reverse("review:caseload")


@pytest.fixture
def hurting(sam):
    """Sam, red two days ago."""
    a_tick(a_prescription(a_programme(sam, days_ago(sam, 5))), days_ago(sam, 2))
    a_session(sam, days_ago(sam, 2), pain_after=8)
    return sam


def address(patient) -> str:
    return reverse("review:handle", args=[patient.code])


def reasons(patient) -> list:
    return work_list_for(type(patient).objects.filter(pk=patient.pk)).shown[0].reasons


def key(patient, kind="red") -> str:
    return next(one.key for one in reasons(patient) if one.kind == kind)


def kinds(patient) -> list[str]:
    return [one.kind for one in reasons(patient)]


def test_one_click_takes_a_reason_off_the_list_and_keeps_who_and_when(priya_client, priya, hurting):
    said = {"reason": key(hurting), "from": "list", "order": "name"}
    answer = priya_client.post(address(hurting), said)
    assert answer["Location"] == f"{LIST}?order=name"
    kept = Handled.objects.get()
    assert (kept.by, kept.kind, kept.fact_on) == (priya, "red", days_ago(hurting, 2))
    assert kept.words.startswith("Pain 8 on ")
    assert kinds(hurting) == []
    page = priya_client.get(LIST).content.decode()
    assert "Handled: Sam Walker, Pain 8" in page
    assert reverse("review:undo-handled", args=[kept.code]) in page


def test_a_new_red_day_stands_on_the_list_again(priya_client, hurting):
    priya_client.post(address(hurting), {"reason": key(hurting)})
    a_session(hurting, pain_after=6)
    assert [one.words for one in reasons(hurting)] == ["Pain 6 today"]


def test_undone_it_is_back_and_both_are_kept(priya_client, priya, hurting):
    priya_client.post(address(hurting), {"reason": key(hurting)})
    undo = reverse("review:undo-handled", args=[Handled.objects.get().code])
    for _ in range(2):
        assert priya_client.post(undo).status_code == 302
    kept = Handled.objects.get()
    assert (kept.undone_by, kinds(hurting)) == (priya, ["red"])


def test_a_click_on_what_has_changed_meanwhile_handles_nothing(priya_client, hurting):
    old = key(hurting)
    a_session(hurting, days_ago(hurting, 1), pain_after=9)
    answer = priya_client.post(address(hurting), {"reason": old}, follow=True)
    assert "This has changed meanwhile" in answer.content.decode()
    assert not Handled.objects.exists()


def test_a_second_click_adds_nothing(priya_client, hurting):
    said = {"reason": key(hurting)}
    for _ in range(3):
        priya_client.post(address(hurting), said)
    assert Handled.objects.count() == 1


def test_with_scripts_the_row_comes_back_with_an_undo(priya_client, hurting):
    said = {"reason": key(hurting), "from": "list"}
    row = priya_client.post(address(hurting), said, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in row
    assert "Handled: Pain 8" in row
    undo = reverse("review:undo-handled", args=[Handled.objects.get().code])
    assert undo in row
    again = priya_client.post(undo, {"from": "list"}, headers={"HX-Request": "true"})
    assert "Pain 8" in again.content.decode()


def test_what_was_done_about_it_is_kept_and_stands_on_the_patients_page(priya_client, hurting):
    said = {"reason": key(hurting), "note": "Rang him: rest until Monday."}
    priya_client.post(address(hurting), said)
    page = priya_client.get(reverse("review:patient", args=[hurting.code])).content.decode()
    assert "Rang him: rest until Monday." in page
    assert "Priya Nair" in page


@pytest.mark.parametrize(
    "reason",
    [
        "",
        "red",
        "red.2026-13-01.1",
        "red.2026-01-01.-1",
        "x.2026-01-01.1",
        "red.2026-01-01." + "9" * 40,
    ],
)
def test_nonsense_handles_nothing(priya_client, hurting, reason):
    assert priya_client.post(address(hurting), {"reason": reason}).status_code == 302
    assert not Handled.objects.exists()


def test_strangers_and_others_of_the_clinic_handle_nothing(hurting, priya_client, olu, edie):
    said = {"reason": key(hurting)}
    assert Client().post(address(hurting), said)["Location"].startswith(reverse("account_login"))
    for person, status in ((olu, 404), (edie, 403), (hurting, 403)):
        own = Client()
        own.force_login(person.user)
        assert own.post(address(hurting), said).status_code == status
    assert not Handled.objects.exists()
    priya_client.post(address(hurting), said)
    undo = reverse("review:undo-handled", args=[Handled.objects.get().code])
    stranger = Client()
    stranger.force_login(olu.user)
    assert stranger.post(undo).status_code == 404
    assert priya_client.get(undo).status_code == 405
    assert priya_client.get(address(hurting)).status_code == 405


def test_a_colleague_of_the_clinic_handles_it_too_and_that_is_on_record(clinic, hurting):
    jonas = a_staff_member(clinic, "Jonas Weber", is_physio=True)
    own = Client()
    own.force_login(jonas.user)
    own.post(address(hurting), {"reason": key(hurting)})
    assert Handled.objects.get().by == jonas
    assert AccessRecord.objects.get().patient == hurting


def test_a_message_that_nobody_opened_cannot_be_handled_unread(priya_client, hurting):
    Message.objects.create(patient=hurting, author=hurting.user, from_clinic=False, text="Hm.")
    priya_client.post(address(hurting), {"reason": key(hurting, "question")})
    assert not Handled.objects.exists()
    priya_client.get(reverse("talk:thread", args=[hurting.code]))
    priya_client.post(address(hurting), {"reason": key(hurting, "question")})
    assert Handled.objects.get().words == "Message not answered yet"
