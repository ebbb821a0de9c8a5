"""A person's own page."""

import re

import pytest
from django.urls import reverse

from patients.models import User

from .cast import a_patient

pytestmark = pytest.mark.usefixtures("no_limits_yet")
ME, ADDRESS, CODE = (reverse(f"patients:{name}") for name in ("me", "address", "address-code"))


def test_a_patient_changes_name_and_clock(sam_client, sam):
    sam_client.post(ME, {"name": "Sam  Miller", "time_zone": "America/Lima"})
    sam.refresh_from_db()
    assert (sam.name, sam.time_zone) == ("Sam Miller", "America/Lima")
    assert User.objects.get(pk=sam.user.pk).name == "Sam Miller"


def test_staff_have_no_clock_of_their_own(priya_client, priya):
    assert "time_zone" not in priya_client.get(ME).content.decode()
    priya_client.post(ME, {"name": "Priya N."})
    priya.user.refresh_from_db()
    assert priya.user.name == "Priya N."


@pytest.mark.parametrize("wrong", [{"name": ""}, {"time_zone": "Mars/Base"}, {"name": "x" * 121}])
def test_a_wrong_form_comes_back(sam_client, wrong):
    form = {"name": "Sam", "time_zone": "Europe/London"} | wrong
    assert sam_client.post(ME, form).status_code == 422


def test_nobody_is_sent_to_the_sign_in(client, db):
    for address in (ME, ADDRESS, CODE):
        assert client.get(address).url.startswith(reverse("account_login"))


def test_other_verbs_are_refused(sam_client):
    for address in (ME, ADDRESS, CODE):
        assert sam_client.put(address).status_code == 405


def code_in(mail):
    return re.search(r"[B-Z]{4}-[B-Z]{4}", mail.body).group()


def test_a_patient_who_came_by_a_code_adds_an_address(client, priya, mailed):
    nora = a_patient(priya, "Nora Lind")
    User.objects.filter(pk=nora.user.pk).update(email=None)
    client.force_login(nora.user)
    assert "You have no e-mail here yet." in client.get(ME).content.decode()
    assert client.post(ADDRESS, {"email": "Nora@x.example"}).url == CODE
    (mail,) = mailed()
    assert mail.to == ["Nora@x.example"]
    assert client.post(CODE, {"code": code_in(mail).lower().replace("-", " ")}).url == ME
    nora.refresh_from_db()
    assert nora.email == "nora@x.example"
    assert User.objects.get(pk=nora.user.pk).email == "nora@x.example"


def test_five_wrong_codes_end_it(sam_client, sam, mailed):
    sam_client.post(ADDRESS, {"email": "new@x.example"})
    code = code_in(mailed()[0])
    for _ in range(5):
        assert sam_client.post(CODE, {"code": "BBBB-BBBB"}).status_code == 422
    assert sam_client.post(CODE, {"code": code}).status_code == 422
    assert User.objects.get(pk=sam.user.pk).email == sam.email


def test_an_address_somebody_has_gets_a_note_and_the_page_is_the_same(sam_client, sam, olu, mailed):
    pages = []
    for email in (olu.user.email, "free@hilltop.example"):
        sam_client.post(ADDRESS, {"email": email})
        page = sam_client.get(CODE).content.decode()
        page = re.sub(r'(csrfmiddlewaretoken" value=")[^"]+|nonce="[^"]+"', "", page)
        pages.append(re.sub(r"X-CSRFToken[^}]+", "", page).replace(email, "ADDRESS"))
    assert pages[0] == pages[1]
    taken, free = mailed()
    assert "It is in use already" in taken.body
    assert code_in(free)
    sam_client.post(ADDRESS, {"email": olu.user.email})
    assert sam_client.post(CODE, {"code": ""}).status_code == 422
    assert User.objects.get(pk=sam.user.pk).email == sam.email


def test_without_a_request_there_is_no_code_to_type(sam_client):
    assert sam_client.get(CODE).url == ADDRESS


def test_codes_are_limited(sam_client, mailed):
    answers = [sam_client.post(ADDRESS, {"email": "n@x.example"}).status_code for _ in range(4)]
    assert answers == [302, 302, 302, 422]
    assert len(mailed()) == 3


def test_staff_keep_the_address_their_clinic_gave_them(priya_client):
    assert priya_client.get(ADDRESS).status_code == 403


def test_settings_begin_with_what_is_looked_for_most(sam_client):
    page = sam_client.get(ME).content.decode()
    main = page.partition("<main")[2]
    words = ("Letters and language", "Reminders", "Voice", "Put it on your home screen")
    words += ("How you get in", "My devices", "My data", "What I agreed to")
    assert [main.count(f">{word}") > 0 for word in words] == [True] * len(words)
    assert sorted(words, key=lambda word: main.index(f">{word}")) == list(words)


def test_a_patients_menu_names_the_settings_and_staff_see_their_name(client, sam, priya):
    menus = []
    for person in (sam, priya):
        client.force_login(person.user)
        menus.append(client.get(ME).content.decode().partition("<main")[0])
    assert [("#gear" in menu, "Settings</a>" in menu) for menu in menus] == [
        (True, True),
        (False, False),
    ]
