"""Are a physio's favourites their own, and kept with one tap?"""

import pytest
from django.urls import reverse

from exercises.models import Favourite

from .library import an_exercise


def address(exercise, deed: str = "star") -> str:
    return reverse(f"exercises:{deed}", args=[exercise.code])


def test_a_star_is_put_on_once_and_taken_away(priya_client, priya):
    bridge = an_exercise()
    for _ in range(2):
        assert priya_client.post(address(bridge)).status_code == 302
    assert [f.exercise for f in priya.favourites.all()] == [bridge]
    priya_client.post(address(bridge, "unstar"))
    assert not priya.favourites.exists()


def test_with_htmx_the_star_alone_comes_back_pressed(priya_client):
    page = priya_client.post(address(an_exercise()), headers={"HX-Request": "true"})
    assert 'aria-pressed="true"' in page.content.decode()
    assert "<html" not in page.content.decode()


def test_the_page_of_the_exercise_shows_the_star(priya_client):
    bridge = an_exercise()
    priya_client.post(address(bridge))
    assert address(bridge, "unstar") in priya_client.get(bridge.get_absolute_url()).content.decode()


@pytest.mark.parametrize("deed", ["star", "unstar"])
def test_strangers_editors_and_nobody_have_none(client, olu, edie, clinic, deed):
    own = an_exercise(clinic=clinic)
    assert client.post(address(own, deed))["Location"].startswith(reverse("account_login"))
    client.force_login(olu.user)
    assert client.post(address(own, deed)).status_code == 404
    client.force_login(edie.user)
    assert client.post(address(own, deed)).status_code == 403
    assert not Favourite.objects.exists()


@pytest.mark.parametrize("deed", ["star", "unstar"])
def test_a_star_is_posted(priya_client, deed):
    assert priya_client.get(address(an_exercise(), deed)).status_code == 405
