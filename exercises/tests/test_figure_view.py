"""The drawing of an exercise at its own address."""

import json
from pathlib import Path

import pytest
from django.urls import reverse

from exercises.drawing import seconds_of, set_pose
from patients.models import User

from .library import a_draft, an_exercise

POSE = {
    "start": {"root": {"cranial": [0, 0, 1], "front": [1, 0, 0], "height": 0.53}},
    "end": {
        "root": {"cranial": [0, 0, 1], "front": [1, 0, 0], "height": 0.45},
        "hip_r": {"flex": 40},
        "knee_r": 60,
    },
}


def a_drawn_exercise(name="Squat", make=an_exercise, **fields):
    exercise = make(name, **fields)
    set_pose(exercise, POSE, ["gluteus_maximus"])
    exercise.save()
    return exercise


@pytest.mark.parametrize("kind", ["start", "end", "moving", "pair"])
def test_each_kind_is_a_drawing_that_a_browser_may_keep(sam_client, kind):
    answer = sam_client.get(a_drawn_exercise().figure_url(kind))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Cache-Control"] == "private, max-age=31536000, immutable"
    assert answer["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer.content.startswith(b"<svg")


def test_only_the_moving_one_moves(sam_client):
    exercise = a_drawn_exercise()
    assert b"<animate" in sam_client.get(exercise.figure_url("moving")).content
    assert b"<animate" not in sam_client.get(exercise.figure_url("end")).content


def test_an_unknown_kind_or_exercise_or_one_without_pose_is_not_found(sam_client):
    exercise = a_drawn_exercise()
    assert sam_client.get(exercise.figure_url("sideways")).status_code == 404
    assert sam_client.get(an_exercise("Plank").figure_url("start")).status_code == 404


def test_an_address_from_before_a_change_leads_to_the_new_drawing(sam_client):
    exercise = a_drawn_exercise()
    old = exercise.figure_url("start")
    exercise.tempo = "2-2-3"
    set_pose(exercise, POSE, ["quadriceps"])
    exercise.save()
    answer = sam_client.get(old)
    assert answer.status_code == 302
    assert answer["Location"] == exercise.figure_url("start") != old


def test_another_clinics_exercise_and_a_draft_are_not_found(sam_client, olu):
    foreign = a_drawn_exercise("Hop", clinic=olu.clinic)
    draft = a_drawn_exercise("Skip", make=a_draft)
    assert sam_client.get(foreign.figure_url("start")).status_code == 404
    assert sam_client.get(draft.figure_url("start")).status_code == 404


def test_an_editor_sees_the_drawing_of_a_draft(client, edie):
    client.force_login(edie.user)
    draft = a_drawn_exercise("Skip", make=a_draft)
    assert client.get(draft.figure_url("start")).status_code == 200


def test_a_superuser_without_a_clinic_sees_drawings(client, db):
    client.force_login(User.objects.create_superuser("root@example.org", "x"))
    assert client.get(a_drawn_exercise().figure_url("start")).status_code == 200


def test_a_drawing_costs_two_queries_beside_the_sign_in(sam_client, django_assert_num_queries):
    address = a_drawn_exercise().figure_url("moving")
    with django_assert_num_queries(3):
        sam_client.get(address)


def test_anonymous_is_asked_to_sign_in_and_posting_is_refused(client, sam):
    address = a_drawn_exercise().figure_url("start")
    assert client.get(address)["Location"].startswith(reverse("account_login"))
    client.force_login(sam.user)
    assert client.post(address).status_code == 405


@pytest.mark.parametrize(
    ("tempo", "seconds"), [("", 4), ("slow", 4), ("2-1-3", 6), ("1-0-1", 3), ("4-4-4", 8)]
)
def test_the_figure_moves_at_the_tempo_of_the_dose(tempo, seconds):
    assert seconds_of(tempo) == seconds


def test_every_pose_of_the_starter_content_can_be_drawn(sam_client):
    poses = sorted((Path(__file__).parents[1] / "content" / "poses").glob("*.json"))
    for path in poses:
        exercise = an_exercise(path.stem)
        set_pose(exercise, json.loads(path.read_text(encoding="utf-8")), [])
        exercise.save()
        assert sam_client.get(exercise.figure_url("pair")).status_code == 200, path.stem
