"""Today: what is due, in words, in a constant number of queries."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from exercises.dosing.dose import Dose
from exercises.dosing.frequency import Frequency
from exercises.models import RedFlag
from exercises.tests.library import a_picture, an_exercise
from patients.tests.cast import a_carer
from programmes.models import Pause
from programmes.tests.programmes import (
    a_prescription,
    a_programme,
    a_session,
    a_tick,
    days_ago,
    succeeded,
)

TODAY = reverse("follow:today")
SIGN_IN_AND_PLAN_AND_LOG = 2 + 2 + 2


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("how_many", [1, 3, 20])
def test_today_takes_six_queries_with_sign_in(sam, sam_client, how_many, django_assert_num_queries):
    programme = a_programme(sam, days_ago(sam, 3))
    for number in range(how_many):
        a_tick(a_prescription(programme, f"Exercise {number}"), days_ago(sam, 1))
    with django_assert_num_queries(SIGN_IN_AND_PLAN_AND_LOG):
        response = sam_client.get(TODAY)
    assert text_of(response).count('class="exercise-name"') == how_many


@pytest.mark.parametrize("how_many", [1, 20])
def test_before_the_first_session_warning_signs_and_messages_cost_two_queries_more(
    sam, sam_client, how_many, django_assert_num_queries
):
    programme = a_programme(sam)
    for number in range(how_many):
        a_prescription(programme, f"Exercise {number}")
    with django_assert_num_queries(SIGN_IN_AND_PLAN_AND_LOG + 2):
        sam_client.get(TODAY)


def test_today_counts_what_is_done_and_tells_the_minutes(sam, sam_client):
    programme = a_programme(sam)
    a_tick(a_prescription(programme, "Glute bridge"))
    a_prescription(programme, "Clam", dose=Dose(sets=3, reps=12, rest_s=60))
    page = text_of(sam_client.get(TODAY))
    assert "1 of 2 done, about 5 minutes left" in page
    assert "Do 12. Do 3 sets. Rest for 60 seconds between sets." in page


def test_the_parts_come_in_the_order_of_a_session(sam, sam_client):
    programme = a_programme(sam)
    for part in ("stretch", "release", "strengthen"):
        a_prescription(programme, an_exercise(f"A {part}", part=part))
    page = text_of(sam_client.get(TODAY))
    places = [page.index(f"A {part}") for part in ("strengthen", "release", "stretch")]
    assert places == sorted(places)


def test_a_weekly_quota_says_how_much_of_it_is_done(sam, sam_client):
    programme = a_programme(sam, days_ago(sam, 2))
    three_days = a_prescription(programme, frequency=Frequency("times_a_week", n=3))
    a_tick(three_days, days_ago(sam, 2))
    a_tick(three_days, days_ago(sam, 1))
    assert "2 of 3 days this week" in text_of(sam_client.get(TODAY))


def test_a_weekly_quota_that_is_met_is_not_due(sam, sam_client):
    programme = a_programme(sam, days_ago(sam, 2))
    once = a_prescription(programme, frequency=Frequency("times_a_week", n=1))
    a_tick(once, days_ago(sam, 2))
    assert "A rest day" in text_of(sam_client.get(TODAY))


def test_twice_a_day_shows_how_often_it_was_done(sam, sam_client):
    twice = a_prescription(a_programme(sam), frequency=Frequency(times_per_day=2))
    a_tick(twice)
    page = text_of(sam_client.get(TODAY))
    assert "1 of 2 times today" in page
    assert 'name="slot" value="2"' in page


def test_as_needed_stands_apart_and_is_not_counted(sam, sam_client):
    programme = a_programme(sam)
    a_prescription(programme, "Clam")
    a_prescription(programme, "Ball release", frequency=Frequency("as_needed", max_per_day=2))
    page = text_of(sam_client.get(TODAY))
    assert "0 of 1 done" in page
    assert page.index("When you need it") < page.index("Ball release")


def test_two_programmes_are_one_session(sam, sam_client):
    for name in ("Glute plan", "Shoulder plan"):
        a_prescription(a_programme(sam, name=name), f"{name} exercise")
    page = text_of(sam_client.get(TODAY))
    assert "0 of 2 done" in page
    assert page.count("part-strengthen") == 2 * 1  # a heading and its icon


def test_a_left_side_is_shown_mirrored(sam, sam_client):
    programme = a_programme(sam)
    a_prescription(programme, "Clam", dose=Dose(reps=12, side="left"))
    assert text_of(sam_client.get(TODAY)).count("figure-mirrored") == 1


def test_the_affected_side_is_named_where_it_is_known(sam, sam_client):
    sam.affected_side = "left"
    sam.save()
    a_prescription(a_programme(sam), "Clam", dose=Dose(reps=12, side="affected"))
    page = text_of(sam_client.get(TODAY))
    assert "Do 12 on your left side." in page
    assert page.count("figure-mirrored") == 1


def test_a_clinics_own_picture_takes_the_place_of_the_drawing(sam, sam_client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    bridge = a_prescription(a_programme(sam))
    picture = a_picture(bridge.exercise)
    page = text_of(sam_client.get(TODAY))
    assert reverse("exercises:picture", args=[picture.code]) in page
    assert bridge.exercise.figure_end not in page


def test_a_new_version_keeps_todays_tick(sam, sam_client):
    old = a_prescription(a_programme(sam, days_ago(sam, 5)))
    a_tick(old)
    succeeded(old, on=sam.local_today())
    assert "1 of 1 done" in text_of(sam_client.get(TODAY))


@pytest.mark.parametrize(
    ("title", "start_in", "pause", "ended"),
    [
        ("No plan yet", None, None, None),
        ("Your plan is ready", 3, None, None),
        ("Your plan is paused", -10, (-1, 4), None),
        ("You have reached the end of your plan", -10, None, -1),
        ("A rest day", -1, None, None),
    ],
)
def test_an_empty_day_says_why_and_what_comes_next(sam, sam_client, title, start_in, pause, ended):
    if start_in is not None:
        day = sam.local_today()
        programme = a_programme(
            sam,
            day + timedelta(days=start_in),
            ended_on=day + timedelta(days=ended) if ended else None,
        )
        a_prescription(programme, frequency=Frequency("every_n_days", n=7))
        if pause:
            first, last = (day + timedelta(days=n) for n in pause)
            Pause.objects.create(programme=programme, from_day=first, to_day=last)
    page = text_of(sam_client.get(TODAY))
    assert f"<h2>{title}</h2>" in page
    assert 'class="btn btn-primary' in page


def test_who_is_ready_after_a_pause_says_so_in_one_tap(sam, sam_client):
    programme = a_programme(sam, days_ago(sam, 10))
    a_prescription(programme)
    Pause.objects.create(programme=programme, from_day=days_ago(sam, 1))
    page = text_of(sam_client.get(TODAY))
    words = "I am ready to start again."
    assert f'name="text" value="{words}"' in page
    sam_client.post(reverse("talk:own"), {"text": words})
    assert [message.text for message in sam.messages.all()] == [words]


def test_who_has_come_to_the_end_asks_what_comes_next_in_one_tap(sam, sam_client):
    a_prescription(a_programme(sam, days_ago(sam, 10), ended_on=days_ago(sam, 1)))
    page = text_of(sam_client.get(TODAY))
    assert 'name="text" value="The plan has come to its end. What comes next?"' in page
    assert "See what you did" in page


def test_a_rest_day_names_the_next_day(sam, sam_client):
    programme = a_programme(sam, days_ago(sam, 1))
    a_prescription(programme, frequency=Frequency("every_n_days", n=3))
    next_day = sam.local_today() + timedelta(days=2)
    assert f"Next: {next_day:%A} {next_day.day} {next_day:%B}" in text_of(sam_client.get(TODAY))


def test_yesterday_is_offered_while_something_of_it_is_open(sam, sam_client):
    programme = a_programme(sam, days_ago(sam, 3))
    a_tick(a_prescription(programme, "Clam"), days_ago(sam, 1))
    a_prescription(programme, "Bridge")
    assert "Yesterday: 1 of 2. Add what you did" in text_of(sam_client.get(TODAY))


def test_yesterday_is_not_brought_up_for_days_of_ones_own_choice(sam, sam_client):
    programme = a_programme(sam, days_ago(sam, 3))
    a_prescription(programme, frequency=Frequency("times_a_week", n=3))
    assert "Yesterday:" not in text_of(sam_client.get(TODAY))


def test_warning_signs_are_shown_until_the_first_session(sam, sam_client):
    RedFlag.objects.create(level="soon", text="Missed periods", position=1)
    RedFlag.objects.create(level="emergency", text="Sudden chest pain", position=2)
    a_prescription(a_programme(sam))
    page = text_of(sam_client.get(TODAY))
    assert "Call 999 now" in page
    assert page.index("Sudden chest pain") < page.index("Missed periods")
    a_session(sam)
    assert "Sudden chest pain" not in text_of(sam_client.get(TODAY))


def test_signs_that_were_read_fold_to_one_line(sam, sam_client):
    RedFlag.objects.create(level="emergency", text="Sudden chest pain", position=1)
    a_prescription(a_programme(sam))
    read = reverse("follow:signs-read")
    assert "Before you start" in text_of(sam_client.get(TODAY))
    page = text_of(sam_client.post(read, follow=True))
    assert "Before you start" not in page
    assert '<details class="more panel"> <summary>When to get help: read' in page
    sam.user.refresh_from_db()
    first = sam.user.read_signs_at
    sam_client.post(read)
    sam.user.refresh_from_db()
    assert sam.user.read_signs_at == first


def test_what_one_person_read_is_not_read_by_another(sam, sam_client):
    RedFlag.objects.create(level="emergency", text="Sudden chest pain", position=1)
    a_prescription(a_programme(sam))
    helper = Client()
    helper.force_login(a_carer(sam, "Otto Walker").user)
    helper.post(reverse("follow:signs-read"))
    assert "Before you start" in text_of(sam_client.get(TODAY))
    assert sam_client.get(reverse("follow:signs-read")).status_code == 405


@pytest.mark.parametrize("starts_in", [None, 3])
def test_without_anything_to_begin_with_no_wall_of_signs_stands_there(sam, sam_client, starts_in):
    RedFlag.objects.create(level="emergency", text="Sudden chest pain", position=1)
    if starts_in:
        a_prescription(a_programme(sam, sam.local_today() + timedelta(days=starts_in)))
    page = text_of(sam_client.get(TODAY))
    assert "Sudden chest pain" not in page
    assert f'href="{reverse("follow:help")}"' in page


def test_the_start_button_opens_the_guided_session(sam, sam_client):
    programme = a_programme(sam)
    a_tick(a_prescription(programme, "Clam"))
    a_prescription(programme, "Bridge")
    next_step = text_of(sam_client.get(TODAY)).split('id="day-next"')[1]
    assert f'href="{reverse("guide:guided")}"' in next_step


def test_for_an_onlooker_it_leads_to_the_first_open_exercise(sam, client):
    bridge = a_prescription(a_programme(sam), "Bridge")
    client.force_login(a_carer(sam, "Otto Walker", may_tick=False).user)
    next_step = text_of(client.get(TODAY)).split('id="day-next"')[1]
    assert f'href="{reverse("follow:exercise", args=[bridge.code])}"' in next_step


@pytest.mark.parametrize(
    ("instant", "day"),
    [("2026-03-10 02:59 +0000", date(2026, 3, 9)), ("2026-03-10 03:01 +0000", date(2026, 3, 10))],
)
def test_a_day_ends_at_three_in_the_morning(sam, sam_client, time_machine, instant, day):
    time_machine.move_to(instant)
    a_prescription(a_programme(sam, date(2026, 3, 1)))
    assert f"<h1>{day:%A} {day.day} March</h1>" in text_of(sam_client.get(TODAY))


def test_strangers_and_staff_have_no_today(client, sam, priya):
    assert client.get(TODAY).status_code == 302
    client.force_login(priya.user)
    assert client.get(TODAY).status_code == 403


def test_today_is_only_read(sam_client):
    assert sam_client.post(TODAY).status_code == 405
