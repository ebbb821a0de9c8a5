"""The editor's first page says what waits, and the lists show it."""

import re

import pytest
from django.urls import reverse

from exercises.models import Equipment

from .library import a_draft, a_video, an_article, an_exercise

HOME = reverse("admin:index")
LIST = reverse("admin:exercises_exercise_changelist")


@pytest.fixture
def edie_client(client, edie):
    client.force_login(edie.user)
    return client


def with_old_german(row):
    row.say_in("de", {"name": "Altes Deutsch"})
    row.name = f"{row.name}, changed"
    row.save()
    return row


def waiting_on(client, address=HOME):
    """The number and words of each link to work, and where it leads."""
    chips = r'<a class="chip tone-amber" href="([^"]+)">\s*<svg.*?</svg>\s*(.*?)</a>'
    return {
        words: to for to, words in re.findall(chips, client.get(address).content.decode(), re.S)
    }


def names_on(client, address):
    page = client.get(address).content.decode()
    return re.findall(r'<th class="field-name"><a [^>]*>([^<]+)</a>', page)


def test_what_waits_is_counted_and_leads_to_the_list(edie_client):
    a_draft("Secret squat")
    a_video(an_exercise("Bridge"))
    with_old_german(an_exercise("Clam"))
    waiting = waiting_on(edie_client)
    assert {words: names_on(edie_client, to) for words, to in waiting.items()} == {
        "1 in draft": ["Secret squat"],
        "1 with a video nobody has watched": ["Bridge"],
        "1 with German out of date": ["Clam, changed"],
    }


def test_an_exercise_with_two_unwatched_videos_counts_once(edie_client):
    exercise = an_exercise("Bridge")
    a_video(exercise, "PusbZuBgeug")
    a_video(exercise, "1hiWQ7pehjQ")
    assert list(waiting_on(edie_client)) == ["1 with a video nobody has watched"]


def test_nothing_waits_where_all_is_done(edie_client):
    an_exercise("Bridge").say_in("de", {"name": "Brücke"})
    an_article()
    assert waiting_on(edie_client) == {}


def test_each_shelf_says_how_much_is_on_it(edie_client):
    for name in ("Bridge", "Clam"):
        an_exercise(name)
    page = edie_client.get(HOME).content.decode()
    assert f'<a href="{LIST}">Exercises</a> <span class="count">2</span>' in page


def test_who_may_not_change_a_list_is_not_asked_to(client, edie, clinic):
    with_old_german(Equipment.objects.create(slug="band", name="Band"))
    client.force_login(edie.user)
    assert list(waiting_on(client)) == ["1 with German out of date"]
    clinic.keeps_shared_library = False
    clinic.save()
    assert waiting_on(client) == {}


@pytest.mark.parametrize("number", [1, 3])
def test_the_first_page_takes_a_fixed_number_of_queries(
    edie_client, django_assert_num_queries, number
):
    for count in range(number):
        a_video(with_old_german(an_exercise(f"Exercise {count}")))
        an_article(f"Article {count}")
    edie_client.get(HOME)
    # session, person, Django's two tables of permissions; seven lists, and the unwatched videos
    with django_assert_num_queries(12):
        edie_client.get(HOME)


def test_a_search_that_finds_nothing_says_what_to_do(edie_client):
    an_exercise("Bridge")
    page = edie_client.get(LIST, {"q": "zzz"}).content.decode()
    assert "Nothing found" in page
    assert '<a class="btn btn-primary" href="?">Show all</a>' in page


def test_the_filters_stand_before_the_rows(edie_client):
    an_exercise("Bridge")
    page = edie_client.get(LIST).content.decode()
    assert page.index('id="changelist-filter"') < page.index('id="result_list"')


def test_a_form_of_a_list_begins_with_the_name(edie_client):
    page = edie_client.get(reverse("admin:exercises_equipment_add")).content.decode()
    assert page.index('id="id_name"') < page.index('id="id_maker"') < page.index('id="id_slug"')


def test_a_choice_not_made_yet_is_said_in_words(edie_client):
    page = edie_client.get(reverse("admin:exercises_exercise_add")).content.decode()
    assert "---------" not in page
    assert '<option value="" selected>Not said</option>' in page
