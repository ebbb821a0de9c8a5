"""Is what the clinic changed told at the next opening, with the reason, until it is put away?"""

import pytest
from django.urls import reverse

from exercises.dosing.dose import Dose
from exercises.dosing.frequency import Frequency
from exercises.tests.library import an_exercise
from programmes.build.actions import Change, revise
from programmes.build.actions.drafting import draft_revision
from programmes.build.actions.editing import add_prescription, remove_prescription
from programmes.build.actions.publishing import publish
from programmes.build.succession import latest_version
from programmes.models import Prescription, Revision
from programmes.tests.programmes import a_prescription, a_programme, a_tick, days_ago

from .test_today import SIGN_IN_AND_PLAN_AND_LOG, TODAY, text_of

SEEN = reverse("follow:changes-seen")
TITLE = "What changed, and why"


@pytest.fixture
def bridge(sam):
    bridge = a_prescription(a_programme(sam, days_ago(sam, 5)))
    a_tick(bridge, days_ago(sam, 1))
    return bridge


def change(bridge, priya, reps=15, reason="You are stronger."):
    harder = Change(Dose(sets=3, reps=reps, hold_s=2), Frequency())
    current = latest_version(bridge)
    return revise(prescription=current, change=harder, reason=reason, by=priya)


def news_in(client) -> str:
    page = text_of(client.get(TODAY))
    return page.split(TITLE)[1].split("</section>")[0] if TITLE in page else ""


def test_today_tells_what_it_was_what_it_is_and_why(sam_client, bridge, priya):
    assert news_in(sam_client) == ""
    change(bridge, priya)
    said = news_in(sam_client)
    assert "Priya Nair" in said
    assert "<strong>Glute bridge</strong><br>Do 15 (it was 12). </p>" in said
    assert "Before: Do 12." in said.split("</summary>")[1]
    assert "<p>You are stronger.</p>" in said


def test_new_exercises_and_those_left_out_are_told(sam, sam_client, bridge, priya):
    draft = draft_revision(programme=bridge.stage.programme, by=priya)
    (drafted,) = Prescription.objects.filter(stage__programme=draft)
    add_prescription(stage=draft.stages.get(), exercise=an_exercise("Lunge"), by=priya)
    remove_prescription(prescription=drafted, by=priya)
    publish(draft=draft, by=priya, today=sam.local_today(), reason="Next step.")
    said = news_in(sam_client)
    assert "<strong>Lunge</strong><br>New. " in said
    assert "<strong>Glute bridge</strong><br>You can leave this one out now." in said
    assert said.count("Next step.") == 1


def test_different_reasons_stand_beside_their_changes(sam_client, sam, bridge, priya):
    change(bridge, priya)
    change(a_prescription(bridge.stage, "Squat"), priya, reason="It went well.")
    said = news_in(sam_client)
    assert "Why: You are stronger." in said
    assert "Why: It went well." in said


def test_two_changes_of_one_exercise_are_told_as_one(sam_client, bridge, priya):
    change(bridge, priya, reps=15)
    change(bridge, priya, reps=10, reason="Less after the flu.")
    said = news_in(sam_client)
    assert said.count("<strong>Glute bridge</strong>") == 1
    assert "Do 10 (it was 12)." in said
    assert "Less after the flu." in said


def test_what_came_back_to_where_it_was_is_not_told(sam_client, bridge, priya):
    change(bridge, priya, reps=15)
    change(bridge, priya, reps=12)
    assert news_in(sam_client) == ""


def test_it_is_gone_once_it_was_put_away_and_what_came_later_stays(sam_client, bridge, priya):
    change(bridge, priya)
    read = Revision.objects.get()
    change(bridge, priya, reps=20)
    sam_client.post(SEEN, {"newest": read.code})
    assert "Do 20 (it was 15)." in news_in(sam_client)
    answer = sam_client.post(SEEN, {"newest": Revision.objects.first().code})
    assert answer["Location"] == TODAY
    assert news_in(sam_client) == ""
    assert "You are stronger." in text_of(sam_client.get(reverse("follow:plan")))


def test_a_carer_reads_it_and_leaves_it_to_the_patient(client, cora, bridge, priya):
    change(bridge, priya)
    client.force_login(cora.user)
    assert "Do 15 (it was 12)." in news_in(client)
    assert "I have read it" not in news_in(client)
    assert client.post(SEEN, {"newest": Revision.objects.get().code}).status_code == 403
    assert Revision.objects.get().seen_at is None


@pytest.mark.parametrize("newest", ["", "x", "11111111-2222-4333-8444-555555555555"])
def test_a_revision_that_is_none_puts_nothing_away(sam_client, bridge, priya, newest):
    change(bridge, priya)
    assert sam_client.post(SEEN, {"newest": newest}).status_code == 302
    assert Revision.objects.get().seen_at is None


def test_another_patients_revision_stays_unseen(client, tess, bridge, priya):
    change(bridge, priya)
    client.force_login(tess.user)
    client.post(SEEN, {"newest": Revision.objects.get().code})
    assert Revision.objects.get().seen_at is None
    assert client.get(SEEN).status_code == 405


@pytest.mark.parametrize("how_many", [1, 3])
def test_telling_costs_two_queries(sam, sam_client, priya, how_many, django_assert_num_queries):
    programme = a_programme(sam, days_ago(sam, 3))
    for number in range(how_many):
        one = a_prescription(programme, f"Exercise {number}")
        a_tick(one, days_ago(sam, 1))
        change(one, priya)
    with django_assert_num_queries(SIGN_IN_AND_PLAN_AND_LOG + 2):
        assert news_in(sam_client).count("Do 15 (it was 12).") == how_many
