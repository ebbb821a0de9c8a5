"""An editor sees a draft as the patient will, before anybody else does."""

import pytest

from exercises.models import Article, Exercise, Source

from .editing import ADD, LIST, filled_form
from .library import a_draft, a_picture, a_video, an_article, an_exercise


@pytest.fixture
def edie_client(client, edie):
    client.force_login(edie.user)
    return client


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_preview_of_a_draft_shows_what_the_patient_will_see(edie_client):
    exercise = a_draft("Wall angel", cautions="Go slowly.")
    picture, _ = a_picture(exercise), a_video(exercise)
    page = text_of(edie_client.get(f"{LIST}{exercise.pk}/preview/"))
    assert 'data-place="patient"' in page
    for words in ("Wall angel", "Lift your hips.", "Do 12. Do 3 sets.", "Go slowly.",
                  picture.get_absolute_url(), "How to bridge"):  # fmt: skip
        assert words in page


def test_saving_to_see_it_leads_to_the_preview_of_a_draft(edie_client):
    answer = edie_client.post(ADD, filled_form(_preview=""))
    exercise = Exercise.objects.get()
    assert answer["Location"] == f"{LIST}{exercise.pk}/preview/"
    assert not exercise.is_published


def test_it_is_published_from_the_preview(edie_client):
    exercise = a_draft()
    address = f"{LIST}{exercise.pk}/publish/"
    assert address in text_of(edie_client.get(f"{LIST}{exercise.pk}/preview/"))
    assert edie_client.get(address).status_code == 405
    assert edie_client.post(address)["Location"] == exercise.get_absolute_url()
    exercise.refresh_from_db()
    assert exercise.is_published
    assert exercise.published_at is not None


def test_while_writing_the_form_is_drawn_and_nothing_is_saved(edie_client):
    exercise = an_exercise()
    form = filled_form(
        exercise, name="Better <b>bridge</b>", steps="One step.",
        **{"videos-0-link": "https://youtu.be/PusbZuBgeug", "videos-1-link": "https://you"},
    )  # fmt: skip
    page = text_of(edie_client.post(f"{LIST}live/?of={exercise.pk}", form))
    assert "Better &lt;b&gt;bridge&lt;/b&gt;" in page
    assert "One step." in page
    assert page.count("data-embed=") == 1
    assert Exercise.objects.get().name == "Glute bridge"


def test_a_new_exercise_is_drawn_before_it_exists(edie_client):
    page = text_of(edie_client.post(f"{LIST}live/", filled_form(name="", steps="", part="")))
    assert "Name of the exercise" in page
    assert not Exercise.objects.exists()


@pytest.mark.parametrize("of", ["0", "x", "-1", "99999999999999999999", "%00"])
def test_hostile_numbers_are_answered(edie_client, of):
    answer = edie_client.post(f"{LIST}live/?of={of}", filled_form())
    assert answer.status_code in (200, 404)


def test_the_preview_and_the_live_view_accept_only_their_own_verbs(edie_client):
    exercise = a_draft()
    assert edie_client.post(f"{LIST}{exercise.pk}/preview/").status_code == 405
    assert edie_client.get(f"{LIST}live/").status_code == 405


def test_an_article_is_previewed_with_its_sources_and_published(edie_client):
    source = Source.objects.create(key="S1", citation="A study.")
    form = {"title": "Why?", "summary": "Because.", "body": "**So.** [S1]", "position": "0",
            "sources": [source.pk], "clinic": "", "_preview": ""}  # fmt: skip
    answer = edie_client.post("/admin/exercises/article/add/", form)
    article = Article.objects.get()
    assert answer["Location"] == f"/admin/exercises/article/{article.pk}/preview/"
    page = text_of(edie_client.get(answer["Location"]))
    assert "<strong>So.</strong>" in page
    assert "A study." in page
    edie_client.post(f"/admin/exercises/article/{article.pk}/publish/")
    article.refresh_from_db()
    assert (article.is_published, article.slug, article.reading_minutes) == (True, "why", 1)


def test_an_article_is_drawn_while_it_is_written(edie_client):
    article, _ = an_article(), an_exercise("In no article yet")
    address = f"/admin/exercises/article/live/?of={article.pk}"
    page = text_of(edie_client.post(address, {"title": "New title", "body": "*New*"}))
    assert "<em>New</em>" in page
    assert Article.objects.get().title == "Pain or soreness?"
    new = text_of(edie_client.post("/admin/exercises/article/live/", {"body": "# Hi"}))
    assert "<h2>Hi</h2>" in new
    assert "In no article yet" not in new
