"""An exercise's own page: how it is done, how much, and on to the next."""

import pytest
from django.urls import reverse

from exercises.dosing.dose import Dose
from exercises.dosing.frequency import Frequency
from exercises.models import Equipment
from exercises.tests.library import a_video, an_exercise
from programmes.tests.programmes import a_prescription, a_programme, a_tick, days_ago, succeeded

from .test_today import text_of


@pytest.fixture
def bridge(sam):
    return a_prescription(a_programme(sam, days_ago(sam, 5)), note="Slowly, please.")


def page_of(prescription, day=None) -> str:
    address = reverse("follow:exercise", args=[prescription.code])
    return f"{address}?day={day}" if day else address


@pytest.mark.parametrize("how_many", [1, 3])
def test_it_takes_ten_queries_with_sign_in(
    sam, sam_client, bridge, how_many, django_assert_num_queries
):
    a_tick(a_prescription(bridge.stage, "Clam"))
    for number in range(how_many):
        a_video(bridge.exercise, f"video{number:06}")
        kit = Equipment.objects.create(slug=f"kit-{number}", name=f"Kit {number}")
        bridge.exercise.equipment.add(kit)
    with django_assert_num_queries(2 + 4 + 5):
        sam_client.get(page_of(bridge))


def test_it_says_how_and_how_much(sam_client, bridge):
    page = text_of(sam_client.get(page_of(bridge)))
    assert "Do 12. Hold each one for 2 seconds. Do 3 sets." in page
    assert "Every day." in page
    assert "Slowly, please." in page
    for line in ("Lift your hips.", "You should feel this in your buttocks.", "Sharp pain"):
        assert line in page


def test_what_is_needed_stands_beside_how_much(sam_client, bridge):
    mat = Equipment.objects.create(slug="a-mat", name="A mat to lie on")
    bridge.exercise.equipment.add(mat)
    page = text_of(sam_client.get(page_of(bridge)))
    assert page.index("How much") < page.index("A mat to lie on") < page.index("How to do it")


def test_the_timer_begins_with_this_exercise(sam_client, bridge):
    timer = f'href="{reverse("guide:guided")}?from={bridge.code}"'
    assert timer in text_of(sam_client.get(page_of(bridge)))
    a_tick(bridge)
    assert timer not in text_of(sam_client.get(page_of(bridge)))


def test_yesterday_is_not_done_with_the_timer(sam, sam_client, bridge):
    page = text_of(sam_client.get(page_of(bridge, days_ago(sam, 1))))
    assert 'value="next"' in page
    assert "Do it with the timer" not in page


def test_a_video_nobody_has_checked_is_told_quietly(sam_client, bridge):
    a_video(bridge.exercise)
    page = text_of(sam_client.get(page_of(bridge)))
    assert "Your clinic has not watched this video yet." in page
    assert "Not yet checked by a person" not in page


def test_a_video_loads_nothing_before_it_is_tapped(sam_client, bridge):
    video = a_video(bridge.exercise)
    page = text_of(sam_client.get(page_of(bridge)))
    assert f'href="{video.watch_url}"' in page
    assert "<iframe" not in page
    assert "ytimg" not in page


def test_done_goes_on_to_the_next_one_and_the_neighbours_are_named(sam, sam_client, bridge):
    clam = a_prescription(bridge.stage, "Clam")
    page = text_of(sam_client.get(page_of(bridge)))
    assert 'name="then" value="next"' in page
    assert f'rel="next" href="{page_of(clam)}"' in page
    assert 'rel="prev"' not in page


def test_what_is_done_can_be_undone_there(sam_client, bridge):
    tick = a_tick(bridge)
    page = text_of(sam_client.get(page_of(bridge)))
    assert f'action="{reverse("follow:untick", args=[tick.tick_id])}"' in page


def test_as_needed_may_be_done_but_not_skipped(sam_client, bridge):
    ball = a_prescription(bridge.stage, "Ball", frequency=Frequency("as_needed"))
    page = text_of(sam_client.get(page_of(ball)))
    assert f'action="{reverse("follow:tick", args=[ball.code])}"' in page
    assert reverse("follow:skip", args=[ball.code]) not in page


@pytest.mark.parametrize(
    ("side", "picks_a_side", "mirrored"),
    [("both", 0, 0), ("each", 1, 0), ("left", 0, 1), ("right", 0, 0), ("alternating", 1, 0)],
)
def test_the_figure_shows_the_side_that_is_done(sam_client, bridge, side, picks_a_side, mirrored):
    clam = a_prescription(bridge.stage, "Clam", dose=Dose(reps=12, side=side))
    page = text_of(sam_client.get(page_of(clam)))
    assert (page.count('class="sides-pick"'), page.count("figure-mirrored")) == (
        picks_a_side,
        mirrored,
    )


def test_it_can_be_opened_for_one_of_the_last_days(sam, sam_client, bridge):
    page = text_of(sam_client.get(page_of(bridge, days_ago(sam, 2))))
    assert f'name="on" value="{days_ago(sam, 2)}"' in page
    assert sam_client.get(page_of(bridge, days_ago(sam, 9))).status_code == 404


def test_an_exercise_that_is_not_due_can_be_read(sam, sam_client):
    programme = a_programme(sam, stages=((1, 2), (3, 4)))
    later = a_prescription(programme.stages.last(), an_exercise("Hop"))
    answer = sam_client.get(page_of(later))
    assert answer.status_code == 200
    assert b'name="tick_id"' not in answer.content


def test_an_older_version_shows_its_own_dose(sam, sam_client, bridge):
    succeeded(bridge, on=sam.local_today(), reps=15)
    assert "Do 12." in text_of(sam_client.get(page_of(bridge, days_ago(sam, 1))))


def test_a_strangers_exercise_does_not_exist(tess, sam_client):
    foreign = a_prescription(a_programme(tess))
    assert sam_client.get(page_of(foreign)).status_code == 404


def test_it_asks_who_it_is_and_is_only_read(client, sam, bridge):
    assert client.get(page_of(bridge)).status_code == 302
    client.force_login(sam.user)
    assert client.post(page_of(bridge)).status_code == 405
