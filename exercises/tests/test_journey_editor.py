"""In a real browser: what the editor sees while writing, and the library while somebody types."""

import re

import pytest

from exercises.models import Exercise

from .library import image_bytes

pytestmark = pytest.mark.browser


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "IMG_0042.jpg"
    path.write_bytes(image_bytes((4032, 3024), "JPEG"))
    return path


def test_the_exercise_is_seen_as_the_patient_will_before_it_is_published(demo_site, page_of, photo):
    page = page_of("editor@demo.example")
    page.goto("/admin/")
    page.get_by_role("link", name="Add: Exercises").click()
    page.fill("#id_name", "Wall angel")
    page.get_by_role("radio", name="Strengthen").click()
    page.fill("#id_steps", "Stand with your back to a wall.\nSlide your arms up.")
    page.set_input_files("#id_pictures-0-image", photo)
    page.fill("#id_pictures-0-alt", "A person slides both arms up a wall.")
    page.fill("#id_videos-0-link", "https://youtu.be/PusbZuBgeug?t=10")

    as_patient = page.frame_locator("[data-live] iframe")
    as_patient.get_by_role("heading", name="Wall angel").wait_for()
    as_patient.get_by_text("Slide your arms up.").wait_for()
    as_patient.get_by_alt_text("A person slides both arms up a wall.").wait_for()
    as_patient.get_by_text("Plays from YouTube.").wait_for()

    page.get_by_role("button", name="Publish").click()
    page.get_by_text("“Wall angel” is published.").wait_for()
    exercise = Exercise.objects.get(name="Wall angel")
    assert exercise.is_published
    assert (exercise.pictures.get().width, exercise.videos.count()) == (1600, 1)


def test_the_library_answers_while_priya_types(demo_site, page_of):
    page = page_of("physio@demo.example")
    page.goto("/library/")
    page.get_by_label("Search").fill("oyster")
    page.get_by_text(re.compile(r"^1 exercise ·")).wait_for()
    page.get_by_role("link", name="Clamshell").wait_for()
    assert page.locator(".library > li").count() == 1
    assert "q=oyster" in page.url
