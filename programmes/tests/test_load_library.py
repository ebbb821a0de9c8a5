"""One command loads all the starter content, and says what it did."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from exercises.content_files import ContentError
from exercises.models import Exercise
from programmes.management.commands import load_library
from programmes.models import Programme

pytestmark = pytest.mark.django_db


def said() -> str:
    out = StringIO()
    call_command("load_library", stdout=out)
    return out.getvalue()


def test_library_and_templates_are_loaded_and_counted():
    words = said()
    assert "exercises: 50 new, 0 updated, 0 unchanged" in words
    assert "templates: 7 new, 0 updated, 0 unchanged" in words
    assert Exercise.objects.count() == 50
    assert Programme.objects.templates().count() == 7


def test_a_second_time_nothing_changes():
    said()
    words = said()
    assert "exercises: 0 new, 0 updated, 50 unchanged" in words
    assert "templates: 0 new, 0 updated, 7 unchanged" in words


def test_an_edited_exercise_is_named():
    said()
    Exercise.objects.filter(slug="clamshell").update(name="Our clamshell")
    assert "kept: Our clamshell was edited here" in said()


def test_a_wrong_file_loads_nothing(monkeypatch):
    def wrong():
        raise ContentError("squat.json: unknown region “moon”")

    monkeypatch.setattr(load_library, "load_templates", wrong)
    with pytest.raises(CommandError, match="Nothing was loaded. squat.json"):
        call_command("load_library")
    assert Exercise.objects.count() == 0
