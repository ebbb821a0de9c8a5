"""When to get help: always at hand, the most urgent first, with the clinic's number."""

from django.urls import reverse

from exercises.models import RedFlag

HELP = reverse("follow:help")


def test_the_signs_stand_by_how_soon_help_is_needed(sam_client, django_assert_num_queries):
    levels = ("soon", "emergency", "urgent", "emergency")
    for position, level in enumerate(levels):
        RedFlag.objects.create(level=level, text=f"Sign {position}", position=position)
    with django_assert_num_queries(2 + 1):
        page = sam_client.get(HELP).content.decode()
    places = [page.index(f"Sign {position}") for position in (1, 3, 2, 0)]
    assert places == sorted(places)
    assert page.count("Call 999 now") == 1
    assert 'href="tel:999"' in page


def test_it_is_never_said_that_one_is_well(sam_client):
    assert "cannot tell you that you are well" in sam_client.get(HELP).content.decode()


def test_it_asks_who_it_is(client, priya):
    assert client.get(HELP).status_code == 302
    client.force_login(priya.user)
    assert client.get(HELP).status_code == 403
