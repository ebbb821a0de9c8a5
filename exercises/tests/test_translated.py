"""Content in other languages: what is read, and what must not be lost."""

import pytest
from django.forms import modelform_factory
from django.utils import translation

from exercises.models import Exercise, Region

from .library import an_exercise

pytestmark = pytest.mark.django_db


@pytest.fixture
def squat():
    exercise = an_exercise("Squat", steps="Bend.\nStand up.")
    exercise.say_in("de", {"name": "Kniebeuge", "steps": "Beugen.\nAufstehen."})
    exercise.save()
    return Exercise.objects.get(pk=exercise.pk)


@pytest.mark.parametrize(
    ("language", "name", "steps"),
    [
        ("en-gb", "Squat", ["Bend.", "Stand up."]),
        ("de", "Kniebeuge", ["Beugen.", "Aufstehen."]),
        ("de-at", "Kniebeuge", ["Beugen.", "Aufstehen."]),
        ("he", "Squat", ["Bend.", "Stand up."]),
    ],
)
def test_each_reads_in_their_language(squat, language, name, steps):
    with translation.override(language):
        assert (squat.name, str(squat), squat.step_lines) == (name, name, steps)


def test_a_field_without_a_translation_says_what_is_written(squat):
    squat.cues = "Feel your thighs."
    with translation.override("de"):
        assert squat.cue_lines == ["Feel your thighs."]


def test_a_translation_gives_way_to_what_was_changed_since(squat):
    squat.steps = "Bend only a little.\nStand up."
    with translation.override("de"):
        assert squat.step_lines == ["Bend only a little.", "Stand up."]
        assert squat.name == "Kniebeuge"
    assert squat.is_stale_in("de", "steps")
    squat.say_in("de", {"steps": "Nur wenig beugen.\nAufstehen."})
    assert not squat.is_stale_in("de", "steps")


def test_a_browsers_line_ends_change_nothing(squat):
    squat.steps = "Bend.\r\nStand up.\r\n"
    assert not squat.is_stale_in("de", "steps")


def test_whoever_saves_in_german_keeps_the_english(squat):
    form_of = modelform_factory(Exercise, fields=["name", "steps", "difficulty"])
    with translation.override("de"):
        form = form_of(instance=squat)
        assert form["name"].value() == "Squat"
        sent = {name: form[name].value() for name in form.fields} | {"difficulty": 2}
        form_of(sent, instance=squat).save()
        squat.full_clean()
        squat.save()
        Exercise.objects.bulk_update([squat], ["name", "steps"])
    found = Exercise.objects.get(pk=squat.pk)
    assert (found.name, found.difficulty) == ("Squat", 2)
    with translation.override("de"):
        assert (found.name, found.step_lines) == ("Kniebeuge", ["Beugen.", "Aufstehen."])


def test_what_was_read_without_translations_asks_for_nothing_more(squat, django_assert_num_queries):
    with translation.override("de"), django_assert_num_queries(1):
        assert Exercise.objects.only("name").get(pk=squat.pk).name == "Squat"


def test_a_translation_can_be_taken_away(squat):
    squat.say_in("de", {"name": " ", "steps": ""})
    assert squat.in_other_languages == {}


def test_lists_are_translated_too():
    hip = Region(slug="hip", name="Hip")
    hip.say_in("de", {"name": "Hüfte"})
    with translation.override("de"):
        assert str(hip) == "Hüfte"
