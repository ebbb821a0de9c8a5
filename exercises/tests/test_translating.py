"""An editor writes the words of an exercise in German."""

import pytest
from django.utils import translation

from exercises.models import Exercise

from .editing import change_address, filled_form
from .library import an_exercise

pytestmark = pytest.mark.django_db


@pytest.fixture
def squat(clinic):
    exercise = an_exercise("Squat", clinic=clinic, steps="Bend.")
    exercise.say_in("de", {"name": "Kniebeuge", "steps": "Beugen."})
    exercise.save()
    return exercise


@pytest.fixture
def change(client, edie, squat):
    """Sends the form with these fields changed, and gives back the exercise."""
    client.force_login(edie.user)

    def change(**changed) -> Exercise:
        now = Exercise.objects.get(pk=squat.pk)
        german = {f"{name}_in_de": now.said_in("de", name) for name in ("name", "steps")}
        sent = filled_form(now, **german | changed) | {"_publish": "1"}
        assert client.post(change_address(squat), sent).status_code == 302
        return Exercise.objects.get(pk=squat.pk)

    return change


def in_german(exercise: Exercise) -> tuple[str, str]:
    with translation.override("de"):
        return exercise.name, exercise.steps


def test_german_is_written_beside_the_original_and_published(change):
    squat = change(name_in_de="Kniebeugen", steps_in_de="Beugen.\nAufstehen.")
    assert (squat.name, squat.is_published) == ("Squat", True)
    assert in_german(squat) == ("Kniebeugen", "Beugen.\nAufstehen.")


def test_a_changed_original_is_read_until_the_german_is_changed_too(change):
    assert in_german(change(steps="Bend a little.")) == ("Kniebeuge", "Bend a little.")
    assert in_german(change(steps_in_de="Wenig beugen.")) == ("Kniebeuge", "Wenig beugen.")


def test_somebody_says_that_the_german_still_fits(change):
    change(steps="Bend!")
    assert in_german(change(fits_in_de="on")) == ("Kniebeuge", "Beugen.")


def test_saving_without_a_change_changes_no_language(change, squat):
    with translation.override("de"):
        assert change().in_other_languages == squat.in_other_languages


def test_the_page_shows_the_german_and_says_what_is_out_of_date(client, change, squat):
    change(steps="Bend!")
    page = client.get(change_address(squat)).content.decode()
    assert 'value="Kniebeuge"' in page
    assert "Not shown: the original has changed since." in page
    assert "fits_in_de" in page
