"""The patient's own history: a month as a calendar, counts, pain and what was said."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.models import Pause
from programmes.tests.programmes import a_prescription, a_programme, a_session, a_tick

from .test_today import text_of

HISTORY = reverse("follow:history")
START = date(2026, 3, 2)


@pytest.fixture
def bridge(sam, time_machine):
    time_machine.move_to("2026-03-20 12:00 +0000")
    return a_prescription(a_programme(sam, START))


def on(day: int) -> date:
    return date(2026, 3, day)


@pytest.mark.parametrize("days", [1, 18])
def test_a_month_takes_six_queries_with_sign_in(
    sam, sam_client, bridge, days, django_assert_num_queries
):
    clam = a_prescription(bridge.stage, "Clam")
    for n in range(days):
        a_tick(bridge, START + timedelta(days=n))
        a_tick(clam, START + timedelta(days=n))
        a_session(sam, START + timedelta(days=n), pain_after=n % 10)
    with django_assert_num_queries(2 + 4):
        sam_client.get(HISTORY)


def test_the_line_is_drawn_in_per_cent_so_that_its_letters_keep_their_size(sam, sam_client, bridge):
    for day in (2, 20):
        a_session(sam, on(day), pain_after=3)
    page = sam_client.get(HISTORY).content.decode()
    assert re.findall(r'cx="([\d.]+)%"', page) == ["7.1", "62.3"]
    assert re.findall(r'text-anchor="\w+">(\d+ Mar)<', page) == ["1 Mar", "15 Mar", "29 Mar"]


def states(page: str) -> dict[int, str]:
    """Day of the month to its state and words."""
    found = {}
    for square in page.split('<td data-state="')[1:]:
        inside = square.split("</td>")[0]
        words = inside.split('visually-hidden">')[1].split("</span>")[0].strip()
        number = inside.split(">", 1)[1].lstrip("<")
        number = number.split(">", 1)[1] if not number[0].isdigit() else number
        found[int(number.split("<")[0])] = words
    return found


def test_each_day_is_told_in_words(sam, sam_client, bridge):
    clam = a_prescription(bridge.stage, "Clam")
    a_tick(bridge, on(2))
    a_tick(clam, on(2))
    a_tick(bridge, on(3))
    Pause.objects.create(programme=bridge.stage.programme, from_day=on(5), to_day=on(5))
    told = states(text_of(sam_client.get(HISTORY)))
    assert [told[day] for day in (1, 2, 3, 4, 5, 21)] == [
        "nothing due",
        "all done, 2 of 2",
        "some done, 1 of 2",
        "not done, 0 of 2",
        "paused",
        "to come",
    ]


def test_the_counts_come_with_their_definition(sam, sam_client, bridge):
    for day in (2, 3, 4):
        a_tick(bridge, on(day))
    a_tick(bridge, on(5), outcome="skipped")
    page = text_of(sam_client.get(HISTORY))
    assert "3 of 18 <small>done of due</small>" in page
    assert "Done is counted against what was due in March, up to 19 March." in page


def test_today_counts_from_its_first_tick_on(sam, sam_client, bridge):
    a_tick(bridge, on(20))
    assert "1 of 19 <small>done of due</small>" in text_of(sam_client.get(HISTORY))


def test_what_was_undone_is_not_counted(sam, sam_client, bridge):
    a_tick(bridge, on(2), undone_at=timezone.now())
    assert "0 of 18 <small>done of due</small>" in text_of(sam_client.get(HISTORY))


def test_pain_is_a_line_with_a_table_behind_it(sam, sam_client, bridge):
    a_session(sam, on(3), pain_before=2, pain_after=4, pain_next_morning=1, effort=6)
    a_session(sam, on(4), pain_after=7, note="Stairs were hard")
    page = text_of(sam_client.get(HISTORY))
    assert page.count('class="dot"') == 2
    assert 'aria-label="Pain: last 7, highest 7 on 4 March"' in page
    assert "<td>2</td><td>4</td><td>1</td><td>6</td>" in page
    assert "Stairs were hard" in page


def test_days_that_can_be_corrected_lead_to_their_page(sam, sam_client, bridge):
    page = text_of(sam_client.get(HISTORY))
    open_days = [day for day in range(1, 32) if reverse("follow:day", args=[on(day)]) in page]
    assert open_days == [13, 14, 15, 16, 17, 18, 19]


def test_months_lead_back_and_forth(sam, sam_client, bridge):
    a_tick(bridge, on(2))
    assert 'rel="next"' not in text_of(sam_client.get(HISTORY))
    february = text_of(sam_client.get(f"{HISTORY}?month=2026-02"))
    assert "February 2026" in february
    assert 'href="?month=2026-03"' in february
    assert "nothing due <small>" not in february


@pytest.mark.parametrize("month", ["2026-04", "2026-13", "x", "0001-01", "9999-12", "2026-3-1"])
def test_a_month_that_is_none_or_to_come_does_not_exist(sam_client, bridge, month):
    assert sam_client.get(HISTORY, {"month": month}).status_code == 404


def test_a_strangers_sessions_are_not_shown(tess, sam_client, bridge):
    a_session(tess, on(4), note="Secret", pain_after=9)
    page = text_of(sam_client.get(HISTORY))
    assert "Secret" not in page
    assert 'class="dot"' not in page


def test_it_asks_who_it_is_and_is_only_read(client, sam, priya):
    assert client.get(HISTORY).status_code == 302
    client.force_login(priya.user)
    assert client.get(HISTORY).status_code == 403
    client.force_login(sam.user)
    assert client.post(HISTORY).status_code == 405
