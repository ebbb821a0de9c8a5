"""One of the last days: what was done can be added for a week."""

import pytest
from django.urls import reverse

from exercises.dosing.frequency import Frequency
from exercises.tests.library import an_exercise
from programmes.models import Completion
from programmes.tests.programmes import a_prescription, a_programme, a_tick, days_ago, succeeded

from .deeds import sends_tick


@pytest.fixture
def bridge(sam):
    return a_prescription(a_programme(sam, days_ago(sam, 20)))


def day_page(day) -> str:
    return reverse("follow:day", args=[day])


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_day_takes_six_queries_with_sign_in(
    sam, sam_client, bridge, how_many, django_assert_num_queries
):
    for number in range(how_many):
        a_tick(a_prescription(bridge.stage, f"Exercise {number}"), days_ago(sam, 2))
    with django_assert_num_queries(2 + 4):
        sam_client.get(day_page(days_ago(sam, 2)))


def test_the_last_seven_days_are_open_and_no_others(sam, sam_client, bridge):
    statuses = [sam_client.get(day_page(days_ago(sam, days))).status_code for days in (-1, 1, 7, 8)]
    assert statuses == [404, 200, 200, 404]


def test_today_has_its_own_page(sam, sam_client):
    answer = sam_client.get(day_page(sam.local_today()))
    assert answer["Location"] == reverse("follow:today")


def test_a_day_shows_what_held_on_that_day(sam, sam_client, bridge):
    succeeded(bridge, on=days_ago(sam, 1), exercise=an_exercise("Harder bridge"))
    assert b"Harder bridge" not in sam_client.get(day_page(days_ago(sam, 2))).content
    assert b"Harder bridge" in sam_client.get(day_page(days_ago(sam, 1))).content


def test_a_tick_made_there_counts_for_that_day(sam, sam_client, bridge):
    a_prescription(bridge.stage, "Clam")
    day = days_ago(sam, 2)
    page = sam_client.get(day_page(day)).content.decode()
    assert f'name="on" value="{day}"' in page
    answer = sends_tick(sam_client, bridge, day)
    assert answer["Location"] == f"{day_page(day)}#row-{bridge.line}"
    assert Completion.objects.get().on == day


def test_a_past_day_speaks_of_itself_and_not_of_today(sam, sam_client, bridge):
    a_prescription(bridge.stage, "Clam", frequency=Frequency(times_per_day=2))
    page = " ".join(sam_client.get(day_page(days_ago(sam, 2))).content.decode().split())
    assert "0 of 3 done</p>" in page
    assert "0 of 2 times</span>" in page
    assert "minute" not in page.split("</main>")[0].split("<main")[1]


@pytest.mark.parametrize("day", ["2026-13-01", "2026-02-30", "yesterday"])
def test_a_day_that_is_none_does_not_exist(sam_client, day):
    assert sam_client.get(f"/day/{day}/").status_code == 404


def test_an_open_day_offers_to_tick_all_of_it(sam, sam_client, bridge):
    page = sam_client.get(day_page(days_ago(sam, 2))).content.decode()
    assert "I did all of it" in page
    assert "Start" not in page.split('id="day-next"')[1]
