"""What is a phone told to keep, who is told, and when is it told to forget?"""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session as SignIn
from django.urls import reverse

from exercises.models import RedFlag
from patients.phone import CLEAR
from patients.session_store import SessionStore
from programmes.models import Message
from programmes.tests.programmes import (
    a_prescription,
    a_programme,
    a_session,
    a_tick,
    days_ago,
)

DATA = {"headers": {"Accept": "application/json"}}
KEEP, TOKEN = "/offline/keep.json", "/offline/token.json"


@pytest.fixture
def plan(sam):
    programme = a_programme(sam, days_ago(sam, 3))
    return [a_prescription(programme, name) for name in ("Glute bridge", "Clam", "Side plank")]


def kept(client) -> dict[str, str]:
    return dict(client.get(KEEP, **DATA).json()["pages"])


def test_today_and_the_next_seven_days_are_kept(sam, sam_client, plan):
    answer = sam_client.get(KEEP, **DATA).json()
    days = [str(sam.local_today() + timedelta(days=ahead)) for ahead in range(8)]
    yesterday = str(days_ago(sam, 1))
    assert list(answer["days"]) == [yesterday, *days]
    pages = set(kept(sam_client))
    assert {f"/day/{yesterday}/", *(f"/today/?ahead={day}" for day in days)} < pages
    bridge = answer["days"][days[0]][0]
    assert bridge == {
        "code": str(plan[0].code),
        "name": "Glute bridge",
        "slots": 1,
        "taken": [],
        "skipped": [],
    }


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_six_queries_beside_sign_in(
    sam, sam_client, django_assert_num_queries, count
):
    programme = a_programme(sam)
    for name in ("Glute bridge", "Clam", "Side plank")[:count]:
        a_tick(a_prescription(programme, name))
    with django_assert_num_queries(2 + 6):
        sam_client.get(KEEP, **DATA)


def test_every_page_of_the_list_is_there(sam_client, plan):
    answers = {page: sam_client.get(page).status_code for page in kept(sam_client)}
    assert set(answers.values()) == {200}


def changed_since(before: dict[str, str], client) -> set[str]:
    after = kept(client)
    return {page.split("&")[0] for page, digest in after.items() if before[page] != digest}


def test_a_tick_changes_todays_session_and_nothing_of_other_days(sam, sam_client, plan):
    a_tick(plan[0], on=days_ago(sam, 2))
    before, today = kept(sam_client), sam.local_today()
    a_tick(plan[0])
    assert changed_since(before, sam_client) == {f"/today/guided/?ahead={today}"}


def test_what_was_done_for_the_first_time_is_not_new_in_any_session(sam, sam_client, plan):
    before, today = kept(sam_client), sam.local_today()
    a_tick(plan[0])
    days = [today + timedelta(days=ahead) for ahead in range(8)]
    sessions = {f"/today/guided/?ahead={day}" for day in days}
    assert changed_since(before, sam_client) == sessions


def test_a_score_before_the_session_is_not_asked_again_by_the_kept_one(sam, sam_client, plan):
    a_session(sam)
    before, today = kept(sam_client), sam.local_today()
    sam.sessions.update(pain_before=3)
    assert f"/today/guided/?ahead={today}" in changed_since(before, sam_client)


def test_a_changed_dose_changes_the_pages_that_say_it(sam, sam_client, plan):
    before = kept(sam_client)
    plan[0].note = "Slowly"
    plan[0].save()
    after = kept(sam_client)
    changed = {page.split("?")[0] for page, digest in after.items() if before[page] != digest}
    day = f"/day/{days_ago(sam, 1)}/"
    assert changed == {"/today/", "/today/guided/", day, f"/exercise/{plan[0].code}/"}


def test_a_day_ahead_is_todays_page_of_that_day(sam, sam_client, plan):
    tomorrow = sam.local_today() + timedelta(days=1)
    a_tick(plan[0])
    page = sam_client.get(f"/today/?ahead={tomorrow}").content.decode()
    assert f'name="on" value="{tomorrow}"' in page
    assert "0 of 3 done" in page
    assert f'name="on" value="{sam.local_today()}"' not in page


@pytest.mark.parametrize("moment", ["before", "after", "morning"])
def test_the_answer_to_each_score_is_kept_with_the_clinics_words(sam, sam_client, plan, moment):
    RedFlag.objects.create(level="emergency", text="Sudden chest pain")
    pages = {light: f"/offline/answer/{moment}/{light}/" for light in ("green", "amber", "red")}
    assert set(pages.values()) < set(kept(sam_client))
    for light, page in pages.items():
        shown = sam_client.get(page).content.decode()
        assert sam.pain_rule.words[light] in shown
        assert "{score} of 10" in shown
        assert ("Sudden chest pain" in shown, "tel:999" in shown) == (light == "red",) * 2


@pytest.mark.parametrize(("score", "shown"), [("8", "8 of 10"), ("2", "{score} of 10")])
def test_an_answer_shows_a_score_of_its_own_light_alone(sam_client, plan, score, shown):
    page = sam_client.get("/offline/answer/after/red/", {"score": score}).content.decode()
    assert f"You said {shown}" in page


@pytest.mark.parametrize("place", ["noon/red", "after/blue"])
def test_no_other_answer_is_there(sam_client, plan, place):
    assert sam_client.get(f"/offline/answer/{place}/").status_code == 404


def test_the_answers_are_for_those_who_tick(client, sam, priya):
    answer = "/offline/answer/after/red/"
    assert client.get(answer).status_code == 302
    client.force_login(sam.user)
    assert client.post(answer).status_code == 405
    client.force_login(priya.user)
    assert client.get(answer).status_code == 403


def test_the_morning_after_waits_hidden_and_is_asked_where_today_was_told(sam, sam_client, plan):
    tomorrow = f"/today/?ahead={sam.local_today() + timedelta(days=1)}"
    before = kept(sam_client)[tomorrow]
    assert 'aria-labelledby="morning" hidden' in sam_client.get(tomorrow).content.decode()
    a_session(sam, pain_after=4)
    assert kept(sam_client)[tomorrow] != before
    page = sam_client.get(tomorrow).content.decode()
    assert ('aria-labelledby="morning">' in page, "you said 4" in page) == (True, True)


@pytest.mark.parametrize("ahead", [-1, 8])
def test_no_other_day_is_made(sam, sam_client, plan, ahead):
    day = sam.local_today() + timedelta(days=ahead)
    pages = [f"/today/?ahead={day}", f"/today/guided/?ahead={day}", "/today/?ahead=tomorrow"]
    assert [sam_client.get(page).status_code for page in pages] == [404] * 3


def test_a_message_that_is_kept_is_not_seen_yet(sam, sam_client, priya):
    Message.objects.create(patient=sam, author=priya.user, from_clinic=True, text="Hello")
    sam_client.get(reverse("talk:own"), headers={"X-Keep": "1"})
    assert sam.messages.unseen_by_patient().count() == 1
    sam_client.get(reverse("talk:own"))
    assert sam.messages.unseen_by_patient().count() == 0


def test_the_name_of_a_phones_store_is_the_persons_own_and_says_nothing(sam, sam_client, tess):
    mine = sam_client.get(TOKEN, **DATA).json()["who"]
    sam_client.force_login(tess.user)
    assert mine != sam_client.get(TOKEN, **DATA).json()["who"]
    assert mine not in (str(sam.code), sam.code.hex)


@pytest.mark.parametrize("address", [KEEP, TOKEN])
def test_nobody_gets_401_staff_403_and_a_post_405(client, sam, priya, address):
    assert client.get(address, **DATA).status_code == 401
    client.force_login(priya.user)
    assert client.get(address, **DATA).status_code == 403
    client.force_login(sam.user)
    assert client.post(address).status_code == 405


def test_the_worker_and_the_apps_name_are_open_and_name_nobody(client, sam_client, sam):
    worker = client.get("/sw.js")
    assert worker["Content-Type"] == "text/javascript"
    assert str(sam.code) not in worker.content.decode()
    manifest = sam_client.get("/app.webmanifest")
    assert manifest["Content-Type"] == "application/manifest+json"
    assert (manifest.json()["name"], manifest.json()["display"]) == (
        "Riverside Physio",
        "standalone",
    )


def test_signing_out_clears_the_phone(sam_client):
    answer = sam_client.post(reverse("account_logout"))
    assert answer[CLEAR] == '"cache", "storage"'
    assert "_auth_user_id" not in sam_client.session


def test_a_device_that_was_removed_is_cleared_at_its_next_word(sam_client, no_limits_yet):
    key = sam_client.cookies["sessionid"].value
    SessionStore().delete(key)
    assert sam_client.get(KEEP, **DATA)[CLEAR] == '"cache", "storage"'


def test_a_sign_in_that_ran_out_clears_nothing(sam_client, no_limits_yet):
    SignIn.objects.all().delete()
    assert CLEAR not in sam_client.get(KEEP, **DATA)
