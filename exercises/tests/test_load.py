"""Loading the starter content, once, again, and after somebody has edited it."""

import json

import pytest
from django.utils import translation

from exercises.content_files import ContentError
from exercises.load import load_exercises
from exercises.models import Article, Equipment, Exercise, Muscle, RedFlag, Source, VideoLink

pytestmark = pytest.mark.django_db


def squat(**said) -> dict:
    return {
        "slug": "squat", "name": "Squat", "aliases": ["Knee bend"], "part": "strengthen",
        "role": "strengthen", "region": "hip", "muscles_primary": ["quadriceps"],
        "muscles_secondary": [], "equipment": ["chair"], "optional_equipment": [],
        "position": "standing", "laterality": "bilateral", "difficulty": 1,
        "start_position": "Stand.", "end_position": "Sit back.", "steps": ["Bend.", "Stand up."],
        "cues": ["Feel your thighs."], "common_mistakes": [], "cautions": [], "stop_if": [],
        "variants": [], "default_shorthand": "3 x 12, 3x/week",
        "default_dosage": {"rest_s": 60, "tempo": "2-1-3", "side": "both",
                           "intensity": {"scale": "RPE 0-10", "min": 5, "max": 6}},
        "harder": [], "easier": [], "evidence_note": "Known.", "evidence_figures": [],
        "sources": ["S1"], "credit": "", "licence": "CC BY 4.0", "figure_alt_start": "Standing.",
        "figure_alt_end": "Sitting back.",
    } | said  # fmt: skip


POSE = {
    "start": {"root": {"cranial": [0, 0, 1], "front": [1, 0, 0]}},
    "end": {"root": {"cranial": [0, 0, 1], "front": [1, 0, 0]}, "knee_r": 60},
}
ARTICLE = """---
title: Why squat?
summary: It helps: see for yourself.
position: 1
sources: S1
exercises: squat
reading_minutes: 2
---

Squats help. [S1]
"""


@pytest.fixture
def write(tmp_path):
    def write(name: str, said) -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(said if isinstance(said, str) else json.dumps(said), encoding="utf-8")

    return write


@pytest.fixture
def folder(tmp_path, write):
    """A content folder with one of each; `write` changes a file in it."""
    write("regions.json", [{"slug": "hip", "name": "Hip", "position": 1}])
    write("muscles.json", [{"slug": "quadriceps", "name": "Quadriceps", "plain_name": "front thigh",
                            "region": "hip"}])  # fmt: skip
    write("equipment.json", [{"slug": "chair", "name": "Chair", "maker": "", "price_note": "",
                              "note": ""}])  # fmt: skip
    write("sources.json", [{"key": "S1", "citation": "A study.", "link": "", "check": "V"}])
    write("red_flags.json", [{"level": "urgent", "text": "A hot calf", "why": "", "position": 1}])
    write("videos.json", [video("PusbZuBgeug")])
    write("exercises/squat.json", squat())
    write("poses/squat.json", POSE)
    write("articles/why-squat.md", ARTICLE)
    return tmp_path


def video(video_id: str) -> dict:
    return {"exercise": "squat", "host": "youtube", "video_id": video_id, "title": "",
            "channel": "A hospital", "tier": "A", "checked_on": None}  # fmt: skip


def test_the_starter_content_loads_whole():
    report = load_exercises()
    assert Exercise.objects.published().filter(clinic=None).count() == 50
    assert Article.objects.published().count() == 8
    counts = [model.objects.count() for model in (Muscle, Equipment, Source, RedFlag, VideoLink)]
    assert counts == [25, 20, 55, 13, 35]
    assert report.kept == []


def test_loading_again_changes_nothing(django_assert_max_num_queries):
    load_exercises()
    before = list(Exercise.objects.values())
    with django_assert_max_num_queries(30):
        report = load_exercises()
    assert list(Exercise.objects.values()) == before
    assert set(report.created.values()) == set(report.updated.values()) == {0}


def test_an_exercise_says_what_its_file_says(folder):
    load_exercises(folder)
    exercise = Exercise.objects.get()
    assert exercise.step_lines == ["Bend.", "Stand up."]
    assert [m.slug for m in exercise.muscles_primary.all()] == ["quadriceps"]
    assert (exercise.region.slug, exercise.licence) == ("hip", "CC BY 4.0")
    assert exercise.pose["muscles"] == ["quadriceps"]
    assert exercise.pose["seconds"] == 6
    assert len(exercise.figure_key) == 12


def test_the_dose_is_the_shorthand_with_what_it_leaves_out(folder):
    load_exercises(folder)
    dose, frequency = Exercise.objects.get().dose, Exercise.objects.get().frequency
    assert (dose.sets, dose.reps, dose.rest_s, dose.tempo) == (3, 12, 60, "2-1-3")
    assert (dose.effort_scale, dose.effort_min, dose.effort_max) == ("rpe", 5, 6)
    assert (frequency.kind, frequency.n) == ("times_a_week", 3)


def test_harder_and_easier_are_two_sides_of_one_link(folder, write):
    write("exercises/lunge.json", squat(slug="lunge", name="Lunge", easier=["squat"]))
    load_exercises(folder)
    assert [e.slug for e in Exercise.objects.get(slug="squat").harder.all()] == ["lunge"]
    assert [e.slug for e in Exercise.objects.get(slug="lunge").easier.all()] == ["squat"]


def test_a_row_that_nobody_edited_follows_the_files(folder, write):
    load_exercises(folder)
    write("exercises/squat.json", squat(name="Deep squat", equipment=[]))
    write("videos.json", [video("1hiWQ7pehjQ")])
    report = load_exercises(folder)
    exercise = Exercise.objects.get()
    assert (exercise.name, list(exercise.equipment.all())) == ("Deep squat", [])
    assert [v.video_id for v in exercise.videos.all()] == ["1hiWQ7pehjQ"]
    assert report.updated["exercises"] == 1


def rename(exercise):
    Exercise.objects.update(name="Our squat")


def take_the_chair_away(exercise):
    exercise.equipment.clear()


def delete_the_video(exercise):
    exercise.videos.all().delete()


@pytest.mark.parametrize("edit", [rename, take_the_chair_away, delete_the_video])
def test_an_edited_exercise_is_kept(folder, write, edit):
    load_exercises(folder)
    edit(Exercise.objects.get())
    before = content_now()
    write("exercises/squat.json", squat(steps=["Something else."]))
    report = load_exercises(folder)
    assert content_now() == before
    assert report.kept == [before[0]]
    assert f"kept: {before[0]} was edited here" in report.lines()


def content_now() -> tuple:
    exercise = Exercise.objects.get()
    return exercise.name, exercise.steps, exercise.equipment.count(), exercise.videos.count()


def test_edited_lists_flags_and_articles_are_kept_too(folder, write):
    load_exercises(folder)
    Source.objects.update(citation="Our words.")
    RedFlag.objects.update(text="Our warning")
    Article.objects.update(body="Our text")
    write("sources.json", [{"key": "S1", "citation": "New.", "link": "", "check": "V"}])
    report = load_exercises(folder)
    assert Source.objects.get().citation == "Our words."
    assert RedFlag.objects.get().text == "Our warning"
    assert Article.objects.get().body == "Our text"
    assert len(report.kept) == 3


def test_line_ends_of_a_browser_are_no_edit(folder):
    load_exercises(folder)
    Exercise.objects.update(steps="Bend.\r\nStand up.\r\n")
    assert load_exercises(folder).kept == []


def test_an_exercise_taken_back_to_draft_stays_a_draft(folder, write):
    load_exercises(folder)
    Exercise.objects.update(status=Exercise.Status.DRAFT)
    write("exercises/squat.json", squat(name="Deep squat"))
    load_exercises(folder)
    assert Exercise.objects.get().status == Exercise.Status.DRAFT


def test_a_video_that_a_person_checked_stays_checked(folder, write, edie):
    load_exercises(folder)
    VideoLink.objects.update(checked_by=edie.user)
    write("exercises/squat.json", squat(name="Deep squat"))
    load_exercises(folder)
    assert VideoLink.objects.get().checked_by == edie.user


def test_an_edited_exercise_still_gets_the_better_drawing(folder, write):
    load_exercises(folder)
    Exercise.objects.update(name="Our squat")
    before = Exercise.objects.get().figure_key
    write("poses/squat.json", POSE | {"camera": {"az": 40}})
    load_exercises(folder)
    assert Exercise.objects.get().figure_key != before


def test_a_clinics_own_exercise_of_the_same_name_is_not_touched(folder, clinic):
    Exercise.objects.create(slug="squat", name="Ours", clinic=clinic, part="stretch")
    load_exercises(folder)
    assert Exercise.objects.get(clinic=clinic).name == "Ours"
    assert Exercise.objects.get(clinic=None).name == "Squat"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"equipment": ["trampoline"]}, "“trampoline” under equipment does not exist"),
        ({"region": "moon"}, "unknown region “moon”"),
        ({"default_shorthand": "lots"}, "squat.json"),
    ],
)
def test_a_wrong_file_loads_nothing_and_is_named(folder, write, wrong, words):
    write("exercises/squat.json", squat(**wrong))
    with pytest.raises(ContentError, match=words):
        load_exercises(folder)
    assert (Exercise.objects.count(), Muscle.objects.count()) == (0, 0)


GERMAN = {"slug": "squat", "name": "Kniebeuge", "steps": ["Beugen.", "Aufstehen."]}


def german_name() -> str:
    with translation.override("de"):
        return Exercise.objects.get(slug="squat").name


@pytest.fixture
def german(folder, write):
    (folder / "de").mkdir()
    write("de/exercises/squat.json", GERMAN)
    return folder


def test_german_is_loaded_beside_the_english(german):
    load_exercises(german)
    assert (Exercise.objects.get(slug="squat").name, german_name()) == ("Squat", "Kniebeuge")
    assert load_exercises(german).kept == []


def test_german_reaches_a_library_that_was_loaded_without_it(folder, write):
    load_exercises(folder)
    (folder / "de").mkdir()
    write("de/exercises/squat.json", GERMAN)
    assert load_exercises(folder).updated["exercises"] == 1
    assert german_name() == "Kniebeuge"


def test_german_made_from_other_words_is_not_loaded(german, write):
    write("de/exercises/squat.json", GERMAN | {"english": "0" * 12})
    load_exercises(german)
    assert german_name() == "Squat"


def test_a_clinics_german_is_kept(german, write):
    load_exercises(german)
    squat = Exercise.objects.get(slug="squat")
    squat.say_in("de", {"name": "Beuge"})
    squat.save()
    write("de/exercises/squat.json", GERMAN | {"name": "Kniebeugen"})
    assert load_exercises(german).kept == ["Squat"]
    assert german_name() == "Beuge"
