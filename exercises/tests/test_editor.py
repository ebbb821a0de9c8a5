"""Edie adds an exercise with a picture and a video, looks at it, and publishes it."""

from datetime import date

import pytest
from django.core.files.storage import default_storage

from exercises.models import Exercise, Muscle
from exercises.tests.test_figure_view import a_drawn_exercise

from .editing import ADD, LIST, a_photo, change_address, filled_form
from .library import a_draft, a_picture, a_video, an_exercise

YOUTUBE = "https://www.youtube.com/watch?v=PusbZuBgeug"


@pytest.fixture
def edie_client(client, edie):
    client.force_login(edie.user)
    return client


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_name_part_steps_picture_and_video_are_enough_to_publish(edie_client, clinic):
    form = filled_form(
        _publish="",
        clinic=clinic.pk,
        **{"pictures-0-image": a_photo(), "pictures-0-alt": "Arms up a wall",
           "videos-0-link": "youtu.be/PusbZuBgeug?t=10"},
    )  # fmt: skip
    answer = edie_client.post(ADD, form)
    exercise = Exercise.objects.get()
    assert answer["Location"] == exercise.get_absolute_url()
    assert (exercise.slug, exercise.is_published, exercise.clinic) == ("wall-angel", True, clinic)
    picture, video = exercise.pictures.get(), exercise.videos.get()
    assert (picture.width, picture.height, picture.alt) == (800, 600, "Arms up a wall")
    assert picture.image.name.endswith(".webp")
    assert "IMG" not in picture.image.name
    assert picture.small
    assert (video.host, video.video_id, video.start_s) == ("youtube", "PusbZuBgeug", 10)
    assert video.checked_on is None


def test_saving_as_a_draft_keeps_it_from_everyone_else(edie_client, client, priya):
    edie_client.post(ADD, filled_form(_draft=""))
    exercise = Exercise.objects.get()
    assert not exercise.is_published
    client.force_login(priya.user)
    assert client.get(exercise.get_absolute_url()).status_code == 404


def test_a_keeper_may_put_it_into_the_shared_library(edie_client):
    edie_client.post(ADD, filled_form(_draft="", clinic=""))
    assert Exercise.objects.get().clinic is None


def test_the_same_name_twice_gets_another_address(edie_client, clinic):
    for _ in range(2):
        edie_client.post(ADD, filled_form(_draft="", clinic=clinic.pk))
    assert list(Exercise.objects.values_list("slug", flat=True)) == ["wall-angel", "wall-angel-2"]


def test_publishing_without_steps_is_refused_but_a_draft_may_wait(edie_client):
    answer = edie_client.post(ADD, filled_form(_publish="", steps=""))
    assert "Write how it is done before you publish it." in text_of(answer)
    assert edie_client.post(ADD, filled_form(_draft="", steps="")).status_code == 302


@pytest.mark.parametrize("missing", ["name", "part"])
def test_name_and_part_are_needed(edie_client, missing):
    assert edie_client.post(ADD, filled_form(_draft="", **{missing: None})).status_code == 200
    assert not Exercise.objects.exists()


def test_a_picture_needs_words_for_those_who_cannot_see_it(edie_client):
    answer = edie_client.post(ADD, filled_form(_publish="", **{"pictures-0-image": a_photo()}))
    assert answer.context["errors"] == [["This field is required."]]
    assert not Exercise.objects.exists()


def test_a_file_that_is_no_picture_is_refused_with_a_reason(edie_client):
    wrong = a_photo(data=b"<script>alert(1)</script>")
    form = {"pictures-0-image": wrong, "pictures-0-alt": "x"}
    answer = edie_client.post(ADD, filled_form(_publish="", **form))
    assert "This file is not a picture that we can read." in text_of(answer)
    assert not Exercise.objects.exists()


def test_a_wrong_video_link_is_refused_and_says_what_works(edie_client):
    answer = edie_client.post(ADD, filled_form(**{"videos-0-link": "https://example.com/x"}))
    assert "Videos from example.com cannot be shown." in text_of(answer)
    assert "https://youtu.be/PusbZuBgeug" in text_of(answer)


def test_the_same_video_twice_is_refused(edie_client):
    exercise = an_exercise()
    a_video(exercise, "PusbZuBgeug")
    form = filled_form(exercise, **{"videos-1-link": "youtu.be/PusbZuBgeug"})
    assert "This video is here already." in text_of(
        edie_client.post(change_address(exercise), form)
    )
    twice = {"videos-0-link": YOUTUBE, "videos-1-link": "youtu.be/PusbZuBgeug"}
    assert "This video is here already." in text_of(edie_client.post(ADD, filled_form(**twice)))


def test_two_videos_that_change_places_by_their_links_are_refused_not_crashed(edie_client):
    exercise = an_exercise()
    a_video(exercise, "PusbZuBgeug")
    a_video(exercise, "1hiWQ7pehjQ")
    links = {"videos-0-link": "youtu.be/1hiWQ7pehjQ", "videos-1-link": "youtu.be/PusbZuBgeug"}
    answer = edie_client.post(change_address(exercise), filled_form(exercise, **links))
    assert "This video is here already." in text_of(answer)


def test_who_watched_a_video_says_so_and_another_film_has_to_be_watched_again(edie_client, edie):
    exercise = an_exercise()
    video = a_video(exercise, "PusbZuBgeug")
    edie_client.post(change_address(exercise), filled_form(exercise, **{"videos-0-checked": "on"}))
    video.refresh_from_db()
    assert (video.checked_by, video.checked_on is not None) == (edie.user, True)
    form = filled_form(exercise, **{"videos-0-link": "youtu.be/1hiWQ7pehjQ"})
    edie_client.post(change_address(exercise), form)
    video.refresh_from_db()
    assert (video.video_id, video.checked_on, video.checked_by) == ("1hiWQ7pehjQ", None, None)


def test_saving_again_does_not_change_who_checked_and_when(edie_client, adam):
    exercise = an_exercise()
    video = a_video(exercise, checked_on=date(2026, 1, 2), checked_by=adam.user)
    edie_client.post(change_address(exercise), filled_form(exercise, name="Other"))
    video.refresh_from_db()
    assert (video.checked_on, video.checked_by) == (date(2026, 1, 2), adam.user)


def test_pictures_are_put_in_order(edie_client):
    exercise = an_exercise()
    first, second = a_picture(exercise, "One", position=1), a_picture(exercise, "Two", position=2)
    order = {"pictures-0-position": 2, "pictures-1-position": 1}
    edie_client.post(change_address(exercise), filled_form(exercise, **order))
    assert list(exercise.pictures.all()) == [second, first]


def test_a_new_file_replaces_the_old_one_which_goes(
    edie_client, django_capture_on_commit_callbacks
):
    exercise = an_exercise()
    picture = a_picture(exercise)
    old = [picture.image.name, picture.small.name]
    with django_capture_on_commit_callbacks(execute=True):
        form = filled_form(exercise, **{"pictures-0-image": a_photo()})
        edie_client.post(change_address(exercise), form)
    picture.refresh_from_db()
    assert picture.width == 800
    assert default_storage.exists(picture.image.name)
    assert [default_storage.exists(name) for name in old] == [False, False]


def test_a_deleted_picture_takes_its_files_along(edie_client, django_capture_on_commit_callbacks):
    exercise = an_exercise()
    picture = a_picture(exercise)
    with django_capture_on_commit_callbacks(execute=True):
        form = filled_form(exercise, **{"pictures-0-DELETE": "on"})
        edie_client.post(change_address(exercise), form)
    assert not exercise.pictures.exists()
    assert not default_storage.exists(picture.image.name)


def test_the_dose_is_written_short_and_kept_when_untouched(edie_client):
    exercise = an_exercise(rest_s=45, tempo="2-1-3")
    page = edie_client.get(change_address(exercise))
    written = page.context["adminform"].form.initial["dose_text"]
    edie_client.post(change_address(exercise), filled_form(exercise, dose_text=written))
    exercise.refresh_from_db()
    assert (exercise.sets, exercise.reps, exercise.rest_s) == (3, 12, 45)
    form = filled_form(exercise, dose_text="2 x 30 s, each side, daily")
    edie_client.post(change_address(exercise), form)
    exercise.refresh_from_db()
    assert (exercise.sets, exercise.hold_s, exercise.side) == (2, 30, "each")
    assert (exercise.reps, exercise.frequency_kind) == (None, "daily")


def test_a_dose_that_makes_no_sense_is_refused(edie_client):
    answer = edie_client.post(ADD, filled_form(dose_text="17 sets of nonsense"))
    assert answer.status_code == 200
    assert "dose_text" in answer.context["adminform"].form.errors


def test_another_muscle_is_another_drawing(edie_client):
    exercise = a_drawn_exercise()
    before = exercise.figure_key
    quads = Muscle.objects.create(slug="quadriceps", name="Quadriceps")
    form = filled_form(exercise, muscles_primary=[quads.pk])
    edie_client.post(change_address(exercise), form)
    exercise.refresh_from_db()
    assert exercise.pose["muscles"] == ["quadriceps"]
    assert exercise.figure_key != before


def test_what_is_published_stays_so_until_it_is_taken_back(edie_client):
    exercise = an_exercise()
    first = exercise.published_at
    edie_client.post(change_address(exercise), filled_form(exercise, _publish=""))
    exercise.refresh_from_db()
    assert (exercise.is_published, exercise.published_at) == (True, first)
    edie_client.post(change_address(exercise), filled_form(exercise, _draft=""))
    exercise.refresh_from_db()
    assert not exercise.is_published


def test_the_list_finds_by_other_names_and_filters(edie_client, clinic):
    an_exercise("Clamshell", aliases="Oyster")
    a_draft("Secret", clinic=clinic, part="stretch")

    def found(query: str) -> list[str]:
        answer = edie_client.get(f"{LIST}?{query}")
        return [exercise.name for exercise in answer.context["cl"].result_list]

    assert found("q=oyster") == ["Clamshell"]
    assert found("status__exact=draft") == ["Secret"]
    assert found("part__exact=stretch") == ["Secret"]
    assert found("where=shared") == ["Clamshell"]
    assert found("where=ours") == ["Secret"]


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_list_do_not_grow(edie_client, django_assert_num_queries, number):
    for i in range(number):
        a_picture(an_exercise(f"Bridge {i}"))
    edie_client.get(LIST)
    with django_assert_num_queries(8):
        edie_client.get(LIST)


def test_a_form_that_claims_thousands_of_pictures_stays_short(edie_client):
    form = filled_form(_draft="", name="") | {"pictures-TOTAL_FORMS": "9999999"}
    page = text_of(edie_client.post(ADD, form))
    assert page.count('name="pictures-29-alt"') == 1
    assert 'name="pictures-30-alt"' not in page


@pytest.mark.parametrize("nonsense", ["9223372036854775808", "9" * 5000, "\x00", "-1", "x"])
def test_a_row_that_cannot_be_is_refused_with_words(edie_client, nonsense):
    page = text_of(edie_client.post(ADD, filled_form(_draft="", sources=nonsense)))
    assert "Please correct the error below." in page
    assert Exercise.objects.count() == 0
