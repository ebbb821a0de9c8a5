"""Does the page of one patient show what happened, to the physio and to nobody else?"""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from exercises.tests.library import a_picture, an_exercise
from patients.actions import invite
from patients.models import AccessRecord, Patient
from patients.tests.cast import a_patient
from programmes.build.actions import pause
from programmes.models import Completion, Message
from programmes.review.actions import handle
from programmes.review.calendar import weeks_of
from programmes.review.record import first_day_of_log, record_for
from programmes.tests.programmes import (
    a_prescription,
    a_programme,
    a_session,
    a_tick,
    days_ago,
    succeeded,
)


@pytest.fixture
def bridge(sam):
    stages = ((1, 2), (3, 12))
    return a_prescription(a_programme(sam, days_ago(sam, 10), stages=stages), note="Slowly.")


def address(patient):
    return reverse("review:patient", args=[patient.code])


def page_of(client, patient) -> str:
    return client.get(address(patient)).content.decode()


def test_the_page_answers_what_a_physio_asks_between_two_appointments(priya_client, sam, bridge):
    plank = a_prescription(bridge.stage, "Side plank", must_do=False)
    for days in (1, 2, 3):
        a_tick(bridge, days_ago(sam, days))
    a_tick(plank, days_ago(sam, 3), outcome="skipped", skip_reason="No mat")
    a_session(
        sam,
        days_ago(sam, 3),
        pain_before=2,
        pain_after=7,
        pain_next_morning=6,
        effort=5,
        note="Sore on stairs.",
    )
    page = page_of(priya_client, sam)
    for words in (
        "Sam Walker",
        f"Pain 7 on {days_ago(sam, 3):%A}",
        "3 of 10",
        "Week 2 of 12",
        "Stage 1",
        "3 x 12, 2 s hold, daily",
        "“Slowly.”",
        "Sore on stairs.",
        "skipped: No mat",
        "ticked by hand",
        "if you like",
        "Pain: last 7, highest 7",
        reverse("build:change", args=[bridge.code]),
        reverse("build:pause", args=[bridge.stage.programme.code]),
        reverse("build:end", args=[bridge.stage.programme.code]),
    ):
        assert words in page


def test_what_waits_stands_first_and_is_the_main_thing_to_do(priya_client, sam, bridge):
    page = page_of(priya_client, sam)
    assert page.index('id="pain"') < page.index('id="said"')
    assert primary_of(page) == ["Revise"]
    Message.objects.create(patient=sam, author=sam.user, from_clinic=False, text="Go on?")
    page = page_of(priya_client, sam)
    assert page.index('id="said"') < page.index('id="pain"')
    assert primary_of(page) == ["Answer"]


def test_a_new_note_stands_first_until_it_is_handled(sam, bridge, priya):
    a_session(sam, days_ago(sam, 1), note="Sore on stairs.")
    record = record_for(sam)
    assert record.said_is_new
    (reason,) = (one for one in record.reasons if one.kind == "note")
    handle(patient=sam, kind="note", fact=reason.fact, by=priya)
    assert not record_for(sam).said_is_new


def test_without_a_programme_the_main_thing_is_to_give_one(priya_client, sam):
    assert primary_of(page_of(priya_client, sam)) == ["Give a programme"]


def primary_of(page: str) -> list[str]:
    """The words of the main buttons in the head of the page."""
    head = page.partition('class="page-head"')[2].partition("menu-items")[0]
    return re.findall(r'class="btn btn-primary".*?</svg>\s*([\w ]+)', head, re.DOTALL)


def test_the_head_says_age_and_side_as_far_as_they_are_kept(priya_client, sam):
    assert record_for(sam).about == ""
    today = sam.local_today()
    born = today.replace(year=today.year - 40, day=1)
    Patient.objects.update(born_on=born, affected_side="left")
    sam.refresh_from_db()
    assert "40, left side" in page_of(priya_client, sam)


def test_behind_the_pain_line_stands_a_table(priya_client, sam, bridge):
    a_session(sam, days_ago(sam, 1), pain_before=1, pain_after=4, effort=6)
    page = page_of(priya_client, sam)
    assert "<td>1</td><td>4</td><td>–</td><td>6</td>" in page


def test_the_current_stage_is_open_and_the_others_are_folded(priya_client, sam, bridge):
    a_prescription(bridge.stage.programme.stages.last(), "Side plank")
    (given,) = record_for(sam).programmes
    assert [one.line.exercise.name for one in given.now.lines] == ["Glute bridge"]
    assert [stage.stage.name for stage in given.other_stages] == ["Stage 2"]
    assert "Side plank" in page_of(priya_client, sam)


def test_each_exercise_is_counted_over_its_versions(sam, bridge):
    a_tick(bridge, days_ago(sam, 5))
    newer = succeeded(bridge, on=days_ago(sam, 2))
    a_tick(newer, days_ago(sam, 1))
    (given,) = record_for(sam).programmes
    (counted,) = given.now.lines
    assert counted.line.prescription == newer
    assert counted.adherence.in_words() == "2 of 10"


def test_the_log_tells_which_change_came_when_and_why(priya_client, sam, bridge, priya):
    a_tick(bridge, days_ago(sam, 5))
    succeeded(bridge, on=days_ago(sam, 2), reps=15, changed_by=priya, change_reason="Stronger.")
    page = page_of(priya_client, sam)
    assert "What changed when" in page
    assert "Glute bridge: 3 x 12, 2 s hold, daily → 3 x 15, 2 s hold, daily" in page
    assert "Stronger." in page


def test_ticks_are_told_by_how_they_were_made(sam, bridge):
    ways = Completion.Recorded
    for days, way in enumerate([ways.TIMER, ways.TIMER, ways.BACK_DATED, ways.WHOLE_SESSION]):
        a_tick(bridge, days_ago(sam, days), recorded=way)
    assert record_for(sam).recorded == [
        ("with the timer", 2),
        ("entered later", 1),
        ("whole session at once", 1),
    ]


def test_what_was_undone_leaves_no_line_and_a_wrong_entry_stays_struck_through(
    priya_client, sam, bridge, priya
):
    a_tick(bridge, days_ago(sam, 1), undone_at="2026-01-01T00:00Z")
    wrong = {"in_error_at": "2026-01-01T00:00Z", "in_error_by": priya}
    a_tick(bridge, days_ago(sam, 2), in_error_reason="Other day", **wrong)
    (entry,) = record_for(sam).log
    assert (entry.done, len(entry.in_error)) == ([], 1)
    assert "entered in error, says Priya Nair: Other day" in page_of(priya_client, sam)


def test_the_calendar_holds_eight_whole_weeks_and_leads_to_the_log(sam, bridge):
    a_tick(bridge, days_ago(sam, 2))
    record = record_for(sam)
    assert [len(week) for week in record.calendar] == [7] * 8
    cells = [cell for week in record.calendar for cell in week]
    day = days_ago(sam, 2)
    assert [cell["href"] for cell in cells if cell["href"]] == [f"#day-{day.isoformat()}"]
    assert [cell["number"] for cell in cells if cell["is_today"]] == [sam.local_today().day]


@pytest.mark.parametrize("weekday", range(7))
def test_the_log_begins_on_a_monday_seven_weeks_ago(sam, weekday):
    today = sam.local_today() + timedelta(days=weekday)
    first = first_day_of_log(today)
    assert first.weekday() == 0
    assert 49 <= (today - first).days <= 55


def test_days_after_today_are_still_to_come(sam):
    record = record_for(sam)
    later = [day.state for day in record.days if day.date > record.today]
    assert set(later) <= {"future"}
    assert weeks_of([], record.today, []) == []


def test_several_programmes_and_one_that_ended_stand_below_one_another(priya_client, sam, bridge):
    a_prescription(a_programme(sam, name="Second"))
    ended = a_programme(
        sam, days_ago(sam, 40), name="Third", ended_on=days_ago(sam, 12), end_reason="Healed"
    )
    a_prescription(ended)
    states = {g.standing.name: g.standing.state for g in record_for(sam).programmes}
    assert states == {"Third": "ended", "Runner's glute plan": "running", "Second": "running"}
    assert "Healed" in page_of(priya_client, sam)


def test_a_paused_programme_can_be_resumed_here(priya_client, sam, bridge, priya):
    programme = bridge.stage.programme
    since = days_ago(sam, 1)
    pause(programme=programme, from_day=since, reason="Holiday", by=priya)
    page = page_of(priya_client, sam)
    assert f"Paused since {since.day} {since:%B}: Holiday (Priya Nair)" in page
    assert reverse("build:resume", args=[programme.code]) in page
    assert reverse("build:pause", args=[programme.code]) not in page


def test_a_new_patient_shows_how_the_link_stands(priya_client, priya):
    nora = a_patient(priya, "Nora Lind", signed_in_before=False)
    assert "No open link" in page_of(priya_client, nora)
    invite(patient=nora, by=priya)
    page = page_of(priya_client, nora)
    assert "Link open until" in page
    assert "Link not used yet" in page
    assert "No programme" in page


def test_a_patient_elsewhere_is_shown_on_their_own_day(priya_client, sam, bridge):
    Patient.objects.update(time_zone="Pacific/Kiritimati")
    sam.refresh_from_db()
    a_tick(bridge)
    assert record_for(sam).days[first_day_index(sam)].state == "full"
    assert "lives by Pacific/Kiritimati" in page_of(priya_client, sam)


def first_day_index(sam) -> int:
    today = sam.local_today()
    return (today - first_day_of_log(today)).days


def test_the_page_takes_the_same_queries_however_much_there_is(
    priya_client, sam, priya, django_assert_num_queries
):
    programme = a_programme(sam, days_ago(sam, 10))
    first = a_prescription(programme)
    a_tick(first, days_ago(sam, 1))
    newer = succeeded(first, on=sam.local_today(), changed_by=priya)
    priya_client.get("/templates/")
    with django_assert_num_queries(33):
        page_of(priya_client, sam)
    for number in range(5):
        exercise = an_exercise(f"Exercise {number}")
        a_picture(exercise)
        again = a_prescription(programme, exercise)
        for days in (2, 3, 4):
            a_tick(again, days_ago(sam, days))
            a_session(sam, days_ago(sam, days), pain_after=days, note="Well.")
        succeeded(again, on=sam.local_today(), changed_by=priya)
    a_prescription(a_programme(sam, name="Second"), "Side plank")
    a_tick(newer)
    with django_assert_num_queries(33):
        page_of(priya_client, sam)


def test_opening_it_is_put_on_record(priya_client, priya, sam):
    page_of(priya_client, sam)
    record = AccessRecord.objects.get()
    assert (record.what, record.user, record.patient) == ("record", priya.user, sam)


def test_a_physio_of_another_clinic_finds_nobody_and_that_is_on_record(client, olu, sam):
    client.force_login(olu.user)
    assert client.get(address(sam)).status_code == 404
    record = AccessRecord.objects.get()
    assert (record.what, record.user, record.patient) == ("refused", olu.user, sam)


def test_nobody_else_of_the_clinic_may_and_nobody_is_asked_to_sign_in(
    client, sam, cora, edie, adam
):
    assert client.get(address(sam))["Location"].startswith(reverse("account_login"))
    for person in (sam, cora, edie, adam):
        client.force_login(person.user)
        assert client.get(address(sam)).status_code == 403


def test_the_page_is_for_reading(priya_client, sam):
    assert priya_client.post(address(sam)).status_code == 405
