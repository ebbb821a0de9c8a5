"""The whole plan by weeks, and what the physio changed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from exercises.dosing.dose import Dose
from exercises.dosing.frequency import Frequency
from programmes.build.actions import Change, revise
from programmes.models import Pause, Revision
from programmes.tests.programmes import a_prescription, a_programme, a_tick, days_ago, succeeded

from .test_today import text_of

PLAN = reverse("follow:plan")


@pytest.mark.parametrize("how_many", [1, 3, 20])
def test_the_plan_takes_five_queries_with_sign_in(
    sam, sam_client, how_many, django_assert_num_queries
):
    programme = a_programme(sam, stages=((1, 4), (5, 12)))
    for number in range(how_many):
        a_prescription(programme, f"Exercise {number}")
        a_prescription(programme.stages.last(), f"Later exercise {number}")
    with django_assert_num_queries(2 + 3):
        page = text_of(sam_client.get(PLAN))
    assert page.count('class="exercise-name"') == 2 * how_many


def open_stages(page: str) -> list[str]:
    return [
        part.split("</summary>")[0] for part in page.split('<details class="more panel" open>')
    ][1:]


def test_the_current_weeks_stage_is_open(sam, sam_client):
    programme = a_programme(sam, days_ago(sam, 15), stages=((1, 2), (3, 4), (5, 6)))
    a_prescription(programme)
    page = text_of(sam_client.get(PLAN))
    assert "You are in week 3 of 6." in page
    (opened,) = open_stages(page)
    assert "Weeks 3–4: Stage 2" in opened
    assert "now" in opened


def test_another_week_opens_its_own_stage(sam, sam_client):
    a_programme(sam, stages=((1, 2), (3, 4)))
    (opened,) = open_stages(text_of(sam_client.get(f"{PLAN}?week=4")))
    assert "Stage 2" in opened


@pytest.mark.parametrize("week", ["0", "x", "-3", "99999999999", "²", ""])
def test_a_week_that_is_none_shows_the_current_one(sam, sam_client, week):
    a_programme(sam, stages=((1, 2), (3, 4)))
    (opened,) = open_stages(text_of(sam_client.get(PLAN, {"week": week})))
    assert "Stage 1" in opened


def test_each_exercise_says_how_much_and_how_often(sam, sam_client):
    often = Frequency("times_a_week", n=3)
    a_prescription(a_programme(sam), frequency=often, must_do=False)
    page = text_of(sam_client.get(PLAN))
    assert "Do 3 sets. 3 days a week, you choose which." in page
    assert "If you like" in page


def test_move_on_criteria_and_education_are_there(sam, sam_client):
    programme = a_programme(sam, education="Tight is a feeling.")
    programme.stages.update(move_on="Bridge feels easy")
    page = text_of(sam_client.get(PLAN))
    assert "Bridge feels easy" in page
    assert "Tight is a feeling." in page


def test_criteria_in_plain_words_stand_in_place_of_the_clinics_own(sam, sam_client):
    a_programme(sam).stages.update(
        move_on="RPE ≤ 4", move_on_plain="It feels no harder than 4 out of 10."
    )
    page = text_of(sam_client.get(PLAN))
    assert "It feels no harder than 4 out of 10." in page
    assert "RPE" not in page


def test_a_change_is_told_with_its_reason(sam, sam_client, priya):
    bridge = a_prescription(a_programme(sam, days_ago(sam, 5)))
    a_tick(bridge, days_ago(sam, 1))
    harder = Change(Dose(sets=3, reps=15), Frequency())
    revise(prescription=bridge, change=harder, reason="You are stronger now.", by=priya)
    page = text_of(sam_client.get(PLAN))
    changed = page.split("What changed")[1].split("</section>")[0]
    assert "Do 15." in changed
    assert "Before: Do 12." in changed
    assert "You are stronger now." in changed


def test_an_old_change_is_not_told_any_more(sam, sam_client, priya):
    bridge = a_prescription(a_programme(sam, days_ago(sam, 30)))
    harder = Change(Dose(sets=3, reps=15), Frequency())
    revise(prescription=bridge, change=harder, reason="", by=priya)
    Revision.objects.update(on=days_ago(sam, 15))
    assert "What changed" not in text_of(sam_client.get(PLAN))


def test_a_version_to_come_does_not_hide_the_one_that_holds(sam, sam_client):
    bridge = a_prescription(a_programme(sam, days_ago(sam, 5)))
    succeeded(bridge, on=sam.local_today() + timedelta(days=1), reps=15)
    stage = text_of(sam_client.get(PLAN)).split('<ul class="exercises">')[1]
    assert "Do 12." in stage
    assert "Do 15." not in stage


def test_on_a_paused_day_the_week_of_the_pause_is_open(sam, sam_client):
    programme = a_programme(sam, days_ago(sam, 20), stages=((1, 2), (3, 4)))
    Pause.objects.create(programme=programme, from_day=days_ago(sam, 3))
    (opened,) = open_stages(text_of(sam_client.get(PLAN)))
    assert "Stage 2" in opened


def test_without_a_plan_the_next_step_is_named(sam, sam_client):
    assert "No plan yet" in text_of(sam_client.get(PLAN))


def test_a_strangers_plan_is_not_shown(tess, sam_client):
    a_prescription(a_programme(tess), "Secret squat")
    assert "Secret squat" not in text_of(sam_client.get(PLAN))


def test_it_asks_who_it_is_and_is_only_read(client, sam, priya):
    assert client.get(PLAN).status_code == 302
    client.force_login(priya.user)
    assert client.get(PLAN).status_code == 403
    client.force_login(sam.user)
    assert client.post(PLAN).status_code == 405
