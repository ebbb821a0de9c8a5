"""The page of the guided session: who may open it, what it holds, how much it asks the database."""

import json
import re
from uuid import uuid4

import pytest
from django.urls import reverse

from exercises.dosing.dose import Dose
from patients.models import AccessRecord
from patients.tests.cast import a_carer
from programmes.skip_reasons import SKIP_REASONS
from programmes.tests.programmes import a_prescription, a_programme, a_tick, days_ago

GUIDED = reverse("guide:guided")
SIGN_IN_AND_PLAN_AND_LOG_AND_HOW_TO_AND_CUES_AND_SESSION = 2 + 2 + 1 + 1 + 1 + 1


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def data_of(response) -> dict:
    found = re.search(r'<script id="guide-data"[^>]*>(.*?)</script>', response.content.decode())
    return json.loads(found[1])


@pytest.fixture
def bridge(sam):
    return a_prescription(a_programme(sam, days_ago(sam, 3)), "Glute bridge")


def test_the_session_stands_in_the_page_as_data(sam, sam_client, bridge):
    data = data_of(sam_client.get(GUIDED))
    exercise = data["exercises"][0]
    assert (exercise["name"], exercise["slot"]) == ("Glute bridge", 1)
    assert exercise["tick"] == reverse("follow:tick", args=[bridge.code])
    kinds = [step["kind"] for step in exercise["steps"]]
    assert kinds == ["intro", "ready", "work", "rest", "work", "rest", "work"]
    assert data["on"] == sam.local_today().isoformat()


@pytest.mark.parametrize("how_many", [1, 3, 20])
def test_it_takes_eight_queries_with_sign_in(sam, sam_client, how_many, django_assert_num_queries):
    programme = a_programme(sam, days_ago(sam, 3))
    for number in range(how_many):
        a_tick(a_prescription(programme, f"Exercise {number}"), days_ago(sam, 1))
    with django_assert_num_queries(SIGN_IN_AND_PLAN_AND_LOG_AND_HOW_TO_AND_CUES_AND_SESSION):
        response = sam_client.get(GUIDED)
    assert len(data_of(response)["exercises"]) == how_many


def test_without_javascript_the_session_is_written_out(sam_client, bridge):
    page = text_of(sam_client.get(GUIDED))
    words = page[page.index("<noscript>") : page.index("</noscript>")]
    assert "The timer needs JavaScript" in words
    assert words.count("<li>") == 5
    assert "<li>Set 1 of 3, 12 times</li>" in words
    assert "<li>Rest for 45 seconds.</li>" in words
    assert f'href="{reverse("follow:today")}"' in words


def test_a_short_session_says_so(sam, sam_client):
    programme = a_programme(sam)
    for name in ("A", "B", "C"):
        a_prescription(programme, name, dose=Dose(duration_s=100))
    data = data_of(sam_client.get(GUIDED, {"minutes": 5}))
    assert [exercise["name"] for exercise in data["exercises"]] == ["A", "B"]
    assert (data["isShort"], data["openCount"]) == (True, 3)


@pytest.mark.parametrize("minutes", ["7", "-5", "five", "5.0", "\x00", ""])
def test_any_other_length_means_the_whole_session(sam_client, bridge, minutes):
    data = data_of(sam_client.get(GUIDED, {"minutes": minutes}))
    assert (len(data["exercises"]), data["isShort"]) == (1, False)


def test_it_begins_with_the_exercise_in_the_address(sam, sam_client, bridge):
    clam = a_prescription(bridge.stage.programme, "Clam")
    data = data_of(sam_client.get(GUIDED, {"from": str(clam.code)}))
    assert [exercise["name"] for exercise in data["exercises"]] == ["Clam", "Glute bridge"]


def test_a_code_of_somebody_else_or_none_at_all_is_not_found(sam_client, tess, bridge):
    hers = a_prescription(a_programme(tess), "Clam")
    for code in (hers.code, uuid4(), "clam", "\x00"):
        assert sam_client.get(GUIDED, {"from": str(code)}).status_code == 404


def test_the_pain_before_is_asked_until_it_was_told(sam, sam_client, bridge):
    page = text_of(sam_client.get(GUIDED))
    assert f'action="{reverse("follow:pain-before")}"' in page
    assert page.count('name="pain_before"') == 11
    sam.sessions.create(on=sam.local_today(), pain_before=2)
    assert 'name="pain_before"' not in text_of(sam_client.get(GUIDED))


def test_a_carer_who_may_not_write_is_shown_the_words_on_pain_and_no_message(client, sam, bridge):
    client.force_login(a_carer(sam, "Otto Walker", may_tick=True, may_write=False).user)
    page = text_of(client.get(GUIDED))
    assert "Nobody has to push through pain." in page
    assert 'id="guide-hurts-ask"' not in page


def test_when_all_is_answered_it_says_so(sam_client, bridge):
    a_tick(bridge)
    page = text_of(sam_client.get(GUIDED))
    assert "You have answered every exercise of today." in page
    assert "guide-data" not in page


def test_on_a_rest_day_it_says_so(sam_client):
    assert "Today is a rest day." in text_of(sam_client.get(GUIDED))


def test_nobody_is_asked_to_sign_in(client, bridge):
    response = client.get(GUIDED)
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


def test_staff_have_no_session_of_their_own(priya_client, bridge):
    assert priya_client.get(GUIDED).status_code == 403


def test_a_stranger_sees_their_own_plan_and_not_sams(client, tess, bridge):
    client.force_login(tess.user)
    page = text_of(client.get(GUIDED))
    assert "Glute bridge" not in page
    assert str(bridge.code) not in page


def test_a_carer_who_may_tick_runs_it_and_is_on_record(client, cora, sam, bridge):
    client.force_login(cora.user)
    assert data_of(client.get(GUIDED))["who"] == str(sam.code)
    client.get(GUIDED)
    record = AccessRecord.objects.get(what=AccessRecord.What.FOLLOWED)
    assert (record.user, record.patient) == (cora.user, sam)


def test_a_carer_who_may_not_tick_does_not(client, sam, bridge):
    client.force_login(a_carer(sam, "Otto Walker", may_tick=False, may_read_log=False).user)
    assert client.get(GUIDED).status_code == 403


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
def test_it_is_only_read(sam_client, bridge, verb):
    assert getattr(sam_client, verb)(GUIDED).status_code == 405


def test_every_reason_to_skip_can_be_tapped(sam_client, bridge):
    found = re.findall(r'value="([^"]+)">\1</button>', text_of(sam_client.get(GUIDED)))
    assert found == list(SKIP_REASONS)


def test_words_of_a_plan_cannot_break_out_of_the_data(sam, sam_client, bridge):
    bridge.note = "</script><script>alert(1)</script>"
    bridge.save()
    response = sam_client.get(GUIDED)
    assert "<script>alert" not in response.content.decode()
    assert data_of(response)["exercises"][0]["note"] == bridge.note
