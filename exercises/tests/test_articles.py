"""Articles: who reads them, and what stands on the page?"""

import pytest
from django.urls import reverse

from exercises.models import Article, Source
from patients.models import User

from .library import a_draft, an_article, an_exercise

LIST = "/read/"


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def a_sourced_article(**fields) -> Article:
    article = an_article(body="One. [S40]\n\nTwo. [S33] [S40] [S99]", **fields)
    article.sources.set(
        Source.objects.get_or_create(key=key, citation=f"Study {key}")[0]
        for key in ("S24", "S33", "S40")
    )
    return article


@pytest.mark.parametrize("who", ["sam", "cora", "priya", "edie", "adam"])
def test_everyone_of_the_clinic_reads(client, request, who):
    client.force_login(request.getfixturevalue(who).user)
    article = an_article()
    assert article.title in text_of(client.get(LIST))
    assert "<strong>sore</strong>" in text_of(client.get(article.get_absolute_url()))


def test_patients_read_in_their_own_surroundings_and_staff_in_theirs(client, sam, priya):
    an_article()
    client.force_login(sam.user)
    assert 'data-place="patient"' in text_of(client.get(LIST))
    client.force_login(priya.user)
    assert 'data-place="clinic"' in text_of(client.get(LIST))


def test_sources_are_numbered_in_the_order_of_the_text_and_unnamed_ones_follow(sam_client):
    answer = sam_client.get(a_sourced_article().get_absolute_url())
    page = text_of(answer)
    assert [source.key for source in answer.context["sources"]] == ["S40", "S33", "S24"]
    assert 'One.<sup><a href="#source-1" aria-label="Source 1">1</a></sup>' in page
    assert '<li id="source-1"> Study S40' in page
    assert "[S99]" in page


def test_its_exercises_stand_at_the_end_and_only_staff_are_led_to_the_library(client, sam, priya):
    article, exercise = an_article(), an_exercise("Glute bridge")
    article.exercises.add(exercise, a_draft("Secret squat"))
    client.force_login(sam.user)
    page = text_of(client.get(article.get_absolute_url()))
    assert "Glute bridge" in page
    assert "Secret squat" not in page
    assert exercise.get_absolute_url() not in page
    client.force_login(priya.user)
    assert exercise.get_absolute_url() in text_of(client.get(article.get_absolute_url()))


def test_drafts_and_other_clinics_articles_are_not_found(sam_client, olu):
    draft = an_article("Draft", status=Article.Status.DRAFT)
    foreign = an_article("Foreign", clinic=olu.clinic)
    for hidden in (draft, foreign):
        assert sam_client.get(hidden.get_absolute_url()).status_code == 404
    assert "Draft" not in text_of(sam_client.get(LIST))
    assert "Foreign" not in text_of(sam_client.get(LIST))


def test_how_a_source_was_checked_is_for_staff(client, sam, priya):
    article = a_sourced_article()
    Source.objects.update(check_note="R - authors recalled")
    client.force_login(sam.user)
    page = text_of(client.get(article.get_absolute_url()))
    assert "recalled" not in page
    assert '<details class="more"><summary><h2 class="m-0">Sources</h2>' in page
    client.force_login(priya.user)
    assert "authors recalled" in text_of(client.get(article.get_absolute_url()))


def test_an_empty_shelf_says_so(sam_client):
    assert "Nothing to read yet" in text_of(sam_client.get(LIST))


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow(sam_client, django_assert_num_queries, number):
    articles = [a_sourced_article(slug=f"a-{i}") for i in range(number)]
    for i in range(number):
        articles[0].exercises.add(an_exercise(f"Bridge {i}"))
    with django_assert_num_queries(3):
        sam_client.get(LIST)
    with django_assert_num_queries(6):
        sam_client.get(articles[0].get_absolute_url())


def test_who_has_no_place_in_any_clinic_is_refused(client, db):
    client.force_login(User.objects.create_superuser("root@example.org", "x"))
    assert client.get(LIST).status_code == 403
    assert client.get(an_article().get_absolute_url()).status_code == 403


def test_anonymous_is_asked_to_sign_in_and_posting_is_refused(client, sam):
    for address in (LIST, an_article().get_absolute_url()):
        assert client.get(address)["Location"].startswith(reverse("account_login"))
    client.force_login(sam.user)
    for address in (LIST, Article.objects.get().get_absolute_url()):
        assert client.post(address).status_code == 405
