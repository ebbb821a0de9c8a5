"""Progress on one page: weeks, goals, what the physio said, strength; flat in queries."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from exercises.dosing.dose import Dose
from patients.tests.cast import a_carer
from programmes.models import Goal, GoalScore, Message, Pause
from programmes.progress.progress import progress_for
from programmes.tests.programmes import (
    a_prescription,
    a_programme,
    a_tick,
    days_ago,
    succeeded,
)

PAGE = reverse("progress:mine")
ADD = reverse("progress:goal-add")


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def a_goal(sam, words="Run five kilometres", **fields) -> Goal:
    return Goal.objects.create(patient=sam, by=sam.user, words=words, **fields)


@pytest.mark.parametrize("how_many", [1, 3])
def test_progress_takes_as_many_queries_however_much_was_done(
    sam, sam_client, how_many, django_assert_num_queries
):
    programme = a_programme(sam, days_ago(sam, 40))
    for number in range(how_many):
        bridge = a_prescription(programme, f"Exercise {number}")
        for days in range(1, 10 * how_many):
            a_tick(bridge, days_ago(sam, days))
        goal = a_goal(sam, f"Goal {number}")
        GoalScore.objects.create(goal=goal, on=days_ago(sam, 1), score=3, by=sam.user)
        Message.objects.create(patient=sam, author=sam.user, from_clinic=True, text="Well done")
    with django_assert_num_queries(2 + 10):
        sam_client.get(PAGE)


def test_a_paused_week_rests(sam):
    programme = a_programme(sam, days_ago(sam, 28))
    bridge = a_prescription(programme)
    monday = sam.local_today() - timedelta(days=sam.local_today().weekday())
    a_tick(bridge, monday - timedelta(days=14))
    a_tick(bridge, monday - timedelta(days=1))
    Pause.objects.create(
        programme=programme,
        from_day=monday - timedelta(days=14),
        to_day=monday - timedelta(days=8),
    )
    states = [week.state for week in progress_for(sam).weeks.weeks]
    assert states[-3:-1] == ["rest", "active"]


def test_strength_is_what_was_done_and_not_what_is_planned(sam, sam_client):
    programme = a_programme(sam, days_ago(sam, 30))
    first = a_prescription(programme, dose=Dose(sets=2, reps=10))
    a_tick(first, days_ago(sam, 20))
    second = succeeded(first, on=days_ago(sam, 10), sets=3, reps=12)
    assert not progress_for(sam).strength[0].has_changed
    a_tick(second, days_ago(sam, 5), load_done="5.0")
    page = text_of(sam_client.get(PAGE))
    assert "At first 2 sets of 10." in page
    assert "<strong>3 sets of 12, 5 kg</strong>" in page
    assert "as you wrote" in page


def test_a_line_is_drawn_of_what_was_done_within_one_dose_only(sam, sam_client):
    programme = a_programme(sam, days_ago(sam, 30))
    first = a_prescription(programme, dose=Dose(sets=3, reps=10))
    a_tick(first, days_ago(sam, 20))
    a_tick(first, days_ago(sam, 15), reps_done=12)
    assert 'aria-label="From 30 to 36 times in all"' in text_of(sam_client.get(PAGE))
    a_tick(succeeded(first, on=days_ago(sam, 10), sets=2), days_ago(sam, 5))
    page = text_of(sam_client.get(PAGE))
    assert "step-line" not in page
    assert "The plan was changed. More is not always the aim." in page


def test_a_new_patient_has_a_week_that_has_begun_and_no_noughts(sam, sam_client):
    a_prescription(a_programme(sam))
    page = text_of(sam_client.get(PAGE))
    assert "Your first week has begun." in page
    assert "of 1 week" not in page


def test_what_the_physio_said_stands_together(sam, sam_client, priya):
    first = a_prescription(a_programme(sam, days_ago(sam, 30)))
    succeeded(first, on=days_ago(sam, 1), change_reason="You are ready for more.")
    Message.objects.create(patient=sam, author=priya.user, from_clinic=True, text="Keep it up.")
    Message.objects.create(patient=sam, author=sam.user, from_clinic=False, text="My own words.")
    page = text_of(sam_client.get(PAGE))
    assert "You are ready for more." in page
    assert "Keep it up." in page
    assert "My own words." not in page
    assert sam.messages.unseen_by_patient().exists()


def test_a_goal_is_added_once_and_scored_once_a_day(sam, sam_client):
    for _ in range(2):
        sam_client.post(ADD, {"words": "  Play  on the floor "})
    goal = Goal.objects.get()
    assert goal.words == "Play on the floor"
    GoalScore.objects.create(goal=goal, on=days_ago(sam, 7), score=2, by=sam.user)
    for score in (4, 5):
        sam_client.post(reverse("progress:goal-score", args=[goal.code]), {"score": score})
    assert [(s.on, s.score) for s in goal.scores.all()] == [
        (days_ago(sam, 7), 2),
        (sam.local_today(), 5),
    ]
    assert "Now 5 of 10." in text_of(sam_client.get(PAGE))


@pytest.mark.parametrize("words", ["", "x" * 121])
def test_a_goal_needs_words_and_not_too_many(sam_client, words):
    assert sam_client.post(ADD, {"words": words}).status_code == 422
    assert not Goal.objects.exists()


def test_a_sixth_goal_is_refused_with_words(sam, sam_client):
    for number in range(5):
        a_goal(sam, f"Goal {number}")
    answer = sam_client.post(ADD, {"words": "One more"})
    assert "Five goals are enough" in text_of(answer)


def test_a_goal_is_reached_taken_away_and_brought_back(sam, sam_client):
    goal = a_goal(sam)
    sam_client.post(reverse("progress:goal-reached", args=[goal.code]))
    assert "You made it on" in text_of(sam_client.get(PAGE))
    page = sam_client.post(reverse("progress:goal-remove", args=[goal.code]), follow=True)
    assert "You made it on" not in text_of(page)
    assert reverse("progress:goal-restore", args=[goal.code]) in text_of(page)
    sam_client.post(reverse("progress:goal-restore", args=[goal.code]))
    assert "You made it on" in text_of(sam_client.get(PAGE))


def test_a_score_outside_the_scale_changes_nothing(sam, sam_client):
    goal = a_goal(sam)
    for wrong in ("11", "-1", "many", ""):
        sam_client.post(reverse("progress:goal-score", args=[goal.code]), {"score": wrong})
    assert not GoalScore.objects.exists()


@pytest.mark.parametrize("name", ["score", "reached", "remove", "restore"])
def test_whose_goals_they_are(sam, client, cora, tess, name):
    path = reverse(f"progress:goal-{name}", args=[a_goal(sam).code])
    assert client.post(path).status_code == 302
    client.force_login(tess.user)
    assert client.post(path, {"score": 3}).status_code == 404
    client.force_login(cora.user)
    assert client.post(path, {"score": 3}).status_code == 403
    client.force_login(sam.user)
    assert client.get(path).status_code == 405
    assert client.post(reverse(f"progress:goal-{name}", args=[uuid4()])).status_code == 404


def test_who_reads_progress(sam, client, cora, priya):
    client.force_login(cora.user)
    assert client.get(PAGE).status_code == 200
    client.force_login(a_carer(sam, "Otto Walker", may_tick=False, may_read_log=False).user)
    assert client.get(PAGE).status_code == 403
    client.force_login(priya.user)
    assert client.get(PAGE).status_code == 403
