"""What do pausing, resuming and ending do to the days of a programme?"""

from datetime import timedelta

import pytest
from django.urls import reverse

from patients.models import AccessRecord
from programmes.build.actions import end, pause, resume
from programmes.models import Completion, Pause
from programmes.plans import running_plans_for
from programmes.tests.programmes import a_prescription, a_programme, a_tick, days_ago

DEEDS = ("pause", "resume", "end")


@pytest.fixture
def programme(sam):
    programme = a_programme(sam, days_ago(sam, 10))
    a_prescription(programme)
    return programme


def due_on(sam, *days) -> list[int]:
    """How many exercises are in force on these days, counted from today."""
    today = sam.local_today()
    (plan,) = running_plans_for([sam.pk], since=days_ago(sam, 30))[sam.pk]
    return [len(plan.in_force_on(today + timedelta(days=day))) for day in days]


def test_a_pause_stops_the_days_until_it_is_resumed(programme, sam, priya):
    pause(programme=programme, from_day=days_ago(sam, 3), reason="Flu", by=priya)
    assert due_on(sam, -4, -3, 0, 7) == [1, 0, 0, 0]
    resume(programme=programme, on=sam.local_today(), by=priya)
    assert due_on(sam, -4, -3, -1, 0) == [1, 0, 0, 1]


def test_a_pause_with_a_last_day_is_over_by_itself_and_its_days_are_not_missed(
    programme, sam, priya
):
    last = sam.local_today() + timedelta(days=2)
    pause(programme=programme, from_day=days_ago(sam, 3), until=last, reason="", by=priya)
    assert due_on(sam, -4, -3, 2, 3) == [1, 0, 0, 1]
    (plan,) = running_plans_for([sam.pk])[sam.pk]
    counted = plan.adherence({}, first_day=days_ago(sam, 4), last_day=last + timedelta(days=1))
    assert (counted.done, counted.due) == (0, 2)


def test_a_pause_with_a_last_day_can_be_resumed_before_it_and_that_is_kept(programme, sam, priya):
    last = sam.local_today() + timedelta(days=9)
    pause(programme=programme, from_day=days_ago(sam, 3), until=last, reason="", by=priya)
    resume(programme=programme, on=sam.local_today(), by=priya)
    kept = Pause.objects.get()
    assert (kept.to_day, kept.resumed_by) == (days_ago(sam, 1), priya)
    assert due_on(sam, -1, 0) == [0, 1]


def test_two_physios_who_pause_at_once_make_one_pause(programme, sam, priya):
    first = pause(programme=programme, from_day=days_ago(sam, 3), reason="Flu", by=priya)
    again = pause(programme=programme, from_day=sam.local_today(), reason="Ill", by=priya)
    assert first == again
    assert Pause.objects.count() == 1


def test_a_pause_that_began_today_leaves_no_trace(programme, sam, priya):
    pause(programme=programme, from_day=sam.local_today(), reason="", by=priya)
    resume(programme=programme, on=sam.local_today(), by=priya)
    assert Pause.objects.count() == 0


def test_to_resume_what_is_not_paused_changes_nothing(programme, sam, priya):
    earlier = Pause.objects.create(
        programme=programme, from_day=days_ago(sam, 8), to_day=days_ago(sam, 6)
    )
    resume(programme=programme, on=sam.local_today(), by=priya)
    assert Pause.objects.get() == earlier
    assert Pause.objects.get().to_day == days_ago(sam, 6)


def test_a_programme_that_ends_is_gone_from_today(programme, sam, priya):
    a_tick(programme.stages.get().prescriptions.get(), days_ago(sam, 2))
    end(programme=programme, today=sam.local_today(), reason="Goals reached", by=priya)
    programme.refresh_from_db()
    assert programme.ended_on == days_ago(sam, 1)
    assert programme.end_reason == "Goals reached"
    assert due_on(sam, -1, 0) == [1, 0]
    assert Completion.objects.count() == 1


def test_what_was_done_today_still_belongs_to_it(programme, sam, priya):
    a_tick(programme.stages.get().prescriptions.get())
    end(programme=programme, today=sam.local_today(), reason="Goals reached", by=priya)
    assert due_on(sam, 0, 1) == [1, 0]


@pytest.mark.parametrize("days", [0, 5])
def test_a_programme_that_ends_before_anything_was_due_never_begins(sam, priya, days):
    programme = a_programme(sam, sam.local_today() + timedelta(days=days))
    a_prescription(programme)
    a_prescription(programme, "Side plank", active_from=sam.local_today() + timedelta(days=7))
    end(programme=programme, today=sam.local_today(), reason="A mistake", by=priya)
    assert due_on(sam, 0, 5, 7) == [0, 0, 0]


def test_a_pause_before_the_start_holds_it_back(sam, priya):
    programme = a_programme(sam, sam.local_today() + timedelta(days=2))
    a_prescription(programme)
    pause(programme=programme, from_day=sam.local_today(), reason="", by=priya)
    assert due_on(sam, 2, 3) == [0, 0]
    resume(programme=programme, on=sam.local_today() + timedelta(days=3), by=priya)
    assert due_on(sam, 2, 3) == [0, 1]


# The pages


def address(deed, programme):
    return reverse(f"build:{deed}", args=[programme.code])


def test_a_physio_pauses_and_resumes(priya_client, programme, sam, priya):
    assert "stand still" in priya_client.get(address("pause", programme)).content.decode()
    answer = priya_client.post(address("pause", programme), {"reason": "Flu"})
    assert answer["Location"] == reverse("review:patient", args=[sam.code])
    made = Pause.objects.get()
    assert (made.reason, made.by, made.from_day) == ("Flu", priya, sam.local_today())
    priya_client.post(address("resume", programme))
    assert Pause.objects.count() == 0


def test_a_pause_with_a_last_day_says_it_on_the_page(priya_client, programme, sam):
    last = sam.local_today() + timedelta(days=4)
    answer = priya_client.post(address("pause", programme), {"until": last}, follow=True)
    assert Pause.objects.get().to_day == last
    page = answer.content.decode()
    assert f"Paused until {last:%-d %B %Y}. From the day after" in page
    assert f"paused since {sam.local_today():%-d %B} until {last:%-d %B} " in page


@pytest.mark.parametrize("until", ["yesterday", "in two years", "some day"])
def test_a_last_day_that_cannot_be_comes_back(priya_client, programme, sam, until):
    days = {"yesterday": -1, "in two years": 730}.get(until)
    typed = until if days is None else sam.local_today() + timedelta(days=days)
    answer = priya_client.post(address("pause", programme), {"until": typed})
    assert (answer.status_code, Pause.objects.count()) == (422, 0)


def test_a_pause_needs_no_reason_but_not_one_too_long(priya_client, programme):
    answer = priya_client.post(address("pause", programme), {"reason": "x" * 201})
    assert answer.status_code == 422
    assert "x" * 201 in answer.content.decode()
    assert priya_client.post(address("pause", programme)).status_code == 302


def test_a_programme_ends_with_a_reason(priya_client, programme, priya):
    answer = priya_client.post(address("end", programme), {"reason": " "})
    assert answer.status_code == 422
    assert "Say why" in answer.content.decode()
    programme.refresh_from_db()
    assert programme.ended_on is None
    priya_client.post(address("end", programme), {"reason": "Goals reached"})
    programme.refresh_from_db()
    assert (programme.end_reason, programme.ended_by) == ("Goals reached", priya)
    assert priya_client.get(address("end", programme)).status_code == 404


@pytest.mark.parametrize("deed", DEEDS)
def test_strangers_find_nothing_and_change_nothing(client, olu, sam, programme, deed):
    where = address(deed, programme)
    assert client.post(where)["Location"].startswith(reverse("account_login"))
    client.force_login(olu.user)
    assert client.post(where, {"reason": "x"}).status_code == 404
    client.force_login(sam.user)
    assert client.post(where, {"reason": "x"}).status_code == 403
    programme.refresh_from_db()
    assert (programme.ended_on, Pause.objects.count()) == (None, 0)


@pytest.mark.parametrize("deed", DEEDS)
def test_each_deed_is_put_on_record_and_no_other_verb_does_it(priya_client, sam, programme, deed):
    assert priya_client.put(address(deed, programme)).status_code == 405
    priya_client.post(address(deed, programme), {"reason": "x"})
    assert AccessRecord.objects.get().patient == sam


def test_resuming_is_no_page(priya_client, programme):
    assert priya_client.get(address("resume", programme)).status_code == 405


@pytest.mark.parametrize("deed", DEEDS)
def test_a_template_knows_no_such_deed(priya_client, deed):
    assert priya_client.post(address(deed, a_programme(None))).status_code == 404
