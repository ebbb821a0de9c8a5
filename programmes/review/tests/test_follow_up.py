"""Does the two-minute view answer what a physio asks: weeks, paths, criteria, measures, the note?"""

import pytest
from django.test import Client
from django.urls import reverse

from exercises.tests.library import an_exercise
from patients.models import AccessRecord
from programmes.build.actions import end, pause, resume
from programmes.models import (
    Completion,
    Kind,
    Message,
    Missed,
    OutcomeScore,
    Programme,
    Revision,
    Stage,
)
from programmes.review.note import note_for
from programmes.review.record import record_for
from programmes.tests.programmes import a_prescription, a_programme, a_session, a_tick, days_ago


@pytest.fixture
def bridge(sam):
    return a_prescription(a_programme(sam, days_ago(sam, 10), stages=((1, 2), (3, 12))))


def page_of(client, patient) -> str:
    return client.get(reverse("review:patient", args=[patient.code])).content.decode()


def scores_of(patient) -> str:
    return reverse("review:scores", args=[patient.code])


def test_each_week_says_done_of_due_and_how_it_was_recorded(sam, bridge):
    for days in (8, 9, 10):
        a_tick(bridge, days_ago(sam, days), recorded=Completion.Recorded.TIMER)
    weeks = record_for(sam).weeks
    assert sum(week.adherence.must_do_done for week in weeks) == 3
    assert sum(week.adherence.must_do_due for week in weeks) == 10
    assert {words for week in weeks for words, _ in week.recorded} == {"with the timer"}


def test_each_exercise_says_how_it_was_recorded(priya_client, sam, bridge):
    for days, how in (
        (1, Completion.Recorded.TIMER),
        (2, Completion.Recorded.TIMER),
        (3, "manual"),
    ):
        a_tick(bridge, days_ago(sam, days), recorded=how)
    assert "2 with the timer, 1 ticked by hand" in page_of(priya_client, sam)


def test_pain_before_after_and_the_next_morning_are_three_paths(priya_client, sam, bridge):
    a_session(sam, days_ago(sam, 2), pain_before=1, pain_after=4, pain_next_morning=3, effort=6)
    a_session(sam, days_ago(sam, 1), pain_after=5)
    pain = record_for(sam).pain
    paths = (pain.before, pain.after, pain.next_morning, pain.effort, pain.worst)
    assert [[dot.score for dot in path.dots] for path in paths] == [[1], [4, 5], [3], [6], [4, 5]]


def test_what_was_skipped_is_counted_by_exercise_and_reason(priya_client, sam, bridge):
    for days in (1, 3):
        a_tick(bridge, days_ago(sam, days), outcome="skipped", skip_reason="It hurts")
    a_tick(bridge, days_ago(sam, 2), outcome="skipped", skip_reason="No time today")
    found = [(one.exercise, one.why, one.times) for one in record_for(sam).skipped]
    assert found == [("Glute bridge", "It hurts", 2), ("Glute bridge", "No time today", 1)]


def test_beside_what_a_stage_asks_for_stand_the_facts_the_drafts_and_from_when(
    priya_client, sam, bridge
):
    Stage.objects.update(move_on="Pain green for two weeks")
    a_session(sam, days_ago(sam, 3), pain_before=2, pain_after=3, pain_next_morning=4, effort=4)
    a_session(sam, days_ago(sam, 1), pain_after=2, effort=6)
    page = page_of(priya_client, sam)
    programme = bridge.stage.programme
    next_week = days_ago(sam, -4)  # the programme is ten days old
    for words in (
        "Pain green for two weeks",
        "1 green, 1 amber, 0 red; highest 4",
        "worse than before on 1 of 1 days",
        "0 of 10",
        "4–6",
        reverse("build:draft-next-stage", args=[programme.code]),
        reverse("build:draft-hold", args=[programme.code]),
        reverse("build:draft-easier", args=[bridge.code]),
        "never in two weeks",
        f"from {next_week:%A} {next_week.day} {next_week:%B}.",
    ):
        assert words in page
    assert reverse("build:draft-step-back", args=[programme.code]) not in page


def test_the_log_says_of_how_many_and_which_days_were_missed_and_why(priya_client, sam, bridge):
    plank = a_prescription(bridge.stage, "Side plank")
    for line, days in ((bridge, 4), (bridge, 1), (plank, 1)):
        a_tick(line, days_ago(sam, days))
    Missed.objects.create(patient=sam, on=days_ago(sam, 3), kind=Kind.NO_TIME, by=sam.user)
    newest, missed, told, older, *_ = record_for(sam).recent_log
    assert (newest.day.done, newest.day.due, older.day.done, older.day.due) == (2, 2, 1, 2)
    assert [(one.on, one.number, one.words) for one in (missed, told)] == [
        (days_ago(sam, 2), 1, ""),
        (days_ago(sam, 3), 1, "No time"),
    ]
    for address in ("review:patient", "review:log"):
        page = priya_client.get(reverse(address, args=[sam.code])).content.decode()
        for words in ("2 of 2 done", "1 of 2 done", "nothing done: No time", "on 6 days"):
            assert words in page


def test_each_page_of_the_log_holds_its_own_missed_days(priya_client, sam):
    line = a_prescription(a_programme(sam, days_ago(sam, 80), stages=((1, 12),)))
    for days in range(2, 80, 2):
        a_tick(line, days_ago(sam, days))
    address = reverse("review:log", args=[sam.code])
    pages = [priya_client.get(f"{address}?page={n}").content.decode() for n in (1, 2)]
    assert [page.count("1 of 1 done") for page in pages] == [28, 11]
    assert sum(page.count('class="missed-days"') for page in pages) == 40


def test_the_last_stage_offers_the_way_back_alone(priya_client, sam):
    stages = ((1, 1), (2, 3))
    line = a_prescription(a_programme(sam, days_ago(sam, 10), stages=stages).stages.last())
    page = page_of(priya_client, sam)
    programme = line.stage.programme
    assert reverse("build:draft-step-back", args=[programme.code]) in page
    assert reverse("build:draft-next-stage", args=[programme.code]) not in page


def test_on_the_first_day_nothing_asks_for_the_next_stage(priya_client, sam):
    a_prescription(a_programme(sam, sam.local_today(), stages=((1, 2), (3, 12))))
    assert "On to the next stage?" not in page_of(priya_client, sam)


def test_what_hurt_is_counted_over_the_two_weeks_that_are_named(sam, bridge):
    a_tick(bridge, days_ago(sam, 9), outcome="skipped", skip_reason="It hurts")
    assert record_for(sam).facts[-1].words == "once in two weeks"
    Missed.objects.create(patient=sam, on=days_ago(sam, 10), kind=Kind.PAIN, by=sam.user)
    assert record_for(sam).facts[-1].words == "2 times in two weeks"


def test_an_exercise_of_last_week_is_counted_since_it_began(priya_client, sam, bridge):
    begun = days_ago(sam, 10)
    assert f"since {begun.day} {begun:%b}" in page_of(priya_client, sam)
    bridge.stage.programme.delete()
    a_prescription(a_programme(sam, days_ago(sam, 40), stages=((1, 12),)))
    assert "in four weeks" in page_of(priya_client, sam)


def test_what_was_simply_ticked_is_not_told_beside_the_exercise(sam, bridge):
    a_tick(bridge, days_ago(sam, 1))
    (counted,) = record_for(sam).programmes[0].now.lines
    assert counted.recorded == []


def test_harder_stands_where_the_library_has_a_harder_exercise(priya_client, sam, bridge):
    address = reverse("build:draft-harder", args=[bridge.code])
    assert address not in page_of(priya_client, sam)
    bridge.exercise.harder.add(an_exercise("Bridge on one leg"))
    assert address in page_of(priya_client, sam)


def test_change_leads_into_the_open_draft_and_says_so(priya_client, sam, bridge, priya):
    page = page_of(priya_client, sam)
    assert reverse("build:change", args=[bridge.code]) in page
    assert "Change holds at once." in page
    programme = bridge.stage.programme
    draft = a_draft(sam, revises=programme, physio=priya)
    page = page_of(priya_client, sam)
    assert reverse("build:change", args=[bridge.code]) not in page
    assert reverse("build:builder", args=[draft.code]) in page
    assert "A draft is open" in page


def test_a_new_draft_says_who_when_and_how_much_and_can_be_thrown_away(priya_client, sam, priya):
    draft = a_draft(sam, physio=priya)
    for name in ("Bridge", "Plank"):
        a_prescription(draft, name)
    page = page_of(priya_client, sam)
    assert "Priya Nair, " in page
    assert "2 exercises" in page
    assert reverse("build:discard", args=[draft.code]) in page


def a_draft(patient, **fields) -> Programme:
    return a_programme(None, name="Draft", clinic=patient.clinic, drafted_for=patient, **fields)


def test_an_open_draft_is_shown_with_who_wrote_it(priya_client, sam, bridge, priya):
    programme = bridge.stage.programme
    draft = a_programme(
        None, name="Draft", clinic=sam.clinic, drafted_for=sam, revises=programme, physio=priya
    )
    page = page_of(priya_client, sam)
    assert "drafted by Priya Nair, waits" in page
    assert reverse("build:difference", args=[draft.code]) in page


def test_a_published_change_stands_in_the_history_once(priya_client, sam, bridge, priya):
    Revision.objects.create(
        programme=bridge.stage.programme, by=priya, on=sam.local_today(), reason="Stronger now."
    )
    change, given = record_for(sam).history
    assert given.lines == ["Given, from this day on: “Runner's glute plan”"]
    assert (change.by, change.why, change.was_seen) == (priya, "Stronger now.", False)
    assert "not seen by the patient yet" in page_of(priya_client, sam)


def test_the_history_tells_what_was_given_paused_resumed_and_ended(sam, bridge, priya):
    programme, reason = bridge.stage.programme, "On holiday"
    pause(programme=programme, from_day=days_ago(sam, 6), reason=reason, by=priya)
    resume(programme=programme, on=days_ago(sam, 3), by=priya)
    end(programme=programme, today=sam.local_today(), reason="Moved away", by=priya)
    history = record_for(sam).history
    assert [(each.on, each.lines[0].partition(":")[0], each.why) for each in history] == [
        (days_ago(sam, 1), "Ended with this day", "Moved away"),
        (days_ago(sam, 3), "Resumed", ""),
        (days_ago(sam, 6), "Paused", "On holiday"),
        (days_ago(sam, 10), "Given, from this day on", ""),
    ]
    assert [each.by for each in history] == [priya, priya, priya, programme.physio]


def test_a_pause_that_was_over_by_itself_was_resumed_by_nobody(sam, bridge, priya):
    last = days_ago(sam, 4)
    pause(
        programme=bridge.stage.programme,
        from_day=days_ago(sam, 6),
        until=last,
        reason="",
        by=priya,
    )
    resumed, paused, _ = record_for(sam).history
    assert (resumed.on, resumed.by) == (days_ago(sam, 3), None)
    words = f"Paused until {last:%-d %B}: “Runner's glute plan”"
    assert (paused.lines, paused.by) == ([words], priya)


def test_a_waiting_question_is_answered_from_the_page_with_one_click(priya_client, sam, bridge):
    Message.objects.create(patient=sam, author=sam.user, from_clinic=False, text="Shall I go on?")
    page = page_of(priya_client, sam)
    assert "Shall I go on?" in page
    assert sam.messages.get().seen_by is not None  # read here is read
    reply = {"text": "I will call you.", "from": "record"}
    answer = priya_client.post(reverse("talk:reply", args=[sam.code]), reply)
    assert answer["Location"] == reverse("review:patient", args=[sam.code])
    assert "Answer in one click" not in page_of(priya_client, sam)


# Measures


def test_a_score_is_entered_and_stands_on_the_page(priya_client, priya, sam, bridge):
    for value, days in (("3.5", 9), ("6", 1)):
        said = {"measure": "psfs", "value": value, "on": days_ago(sam, days)}
        assert priya_client.post(scores_of(sam), said | {"about": "Stairs"}).status_code == 302
    (line,) = record_for(sam).outcomes
    assert [float(one.value) for one in line.scores] == [3.5, 6]
    assert (line.last.by, line.last.lowest, line.last.highest) == (priya, 0, 10)
    assert "(PSFS): Stairs" in page_of(priya_client, sam)


WRONG = [
    {"measure": "psfs", "value": "11"},
    {"measure": "lefs", "value": "-1"},
    {"measure": "gpa", "value": "1"},
    {"measure": "psfs", "value": "NaN"},
    {"measure": "psfs", "value": ""},
    {"measure": "psfs", "value": "3", "on": "2999-01-01"},
    {"measure": "psfs", "value": "3", "on": "0001-01-01"},
]


@pytest.mark.parametrize("wrong", WRONG)
def test_a_score_outside_its_range_comes_back(priya_client, sam, wrong):
    answer = priya_client.post(scores_of(sam), {"on": days_ago(sam, 0)} | wrong)
    assert (answer.status_code, OutcomeScore.objects.count()) == (422, 0)


def test_a_score_in_error_is_kept_and_shown_no_longer(priya_client, priya, sam):
    priya_client.post(scores_of(sam), {"measure": "nprs", "value": "4", "on": days_ago(sam, 0)})
    score = OutcomeScore.objects.get()
    priya_client.post(reverse("review:score-in-error", args=[score.code]))
    score.refresh_from_db()
    assert score.in_error_by == priya
    assert record_for(sam).outcomes == []


# The note for the clinical record


def test_the_note_says_what_happened_in_plain_text(sam, bridge, priya):
    for days in (1, 2, 3):
        a_tick(bridge, days_ago(sam, days))
    a_tick(bridge, days_ago(sam, 4), outcome="skipped", skip_reason="It hurts")
    a_session(sam, days_ago(sam, 2), pain_before=2, pain_after=7, effort=5, note="Sore\non stairs.")
    Message.objects.create(patient=sam, author=sam.user, from_clinic=False, text="Secret words")
    note = note_for(record_for(sam), priya)
    for words in (
        "by Priya Nair",
        "Sam Walker",
        "Programme: Runner's glute plan. Week 2 of 12",
        "- Glute bridge: 3 x 12, 2 s hold, daily (3 of 10)",
        "must do 3 of 10, optional nothing due",
        "Recorded: 3 ticked by hand",
        "Skipped: Glute bridge 1× (It hurts)",
        "before 2, after 7, next morning no score",
        "Red on:",
        "“Sore on stairs.”",
        "1 from the patient, 0 from the clinic",
        "Done out of due.",
    ):
        assert words in note
    assert "Secret words" not in note
    assert "<" not in note


def test_the_note_stands_on_the_page_for_who_has_no_scripts(priya_client, sam, bridge):
    assert "Programme: Runner&#x27;s glute plan" in page_of(priya_client, sam)


# All days


def test_all_days_stand_on_their_own_pages(priya_client, sam, bridge, monkeypatch):
    monkeypatch.setattr("programmes.review.views.DAYS_PER_PAGE", 2)
    for days in range(1, 6):
        a_tick(bridge, days_ago(sam, days))
    address = reverse("review:log", args=[sam.code])
    pages = [priya_client.get(f"{address}?page={n}").content.decode() for n in (1, 2, 3)]
    assert [page.count('id="day-') for page in pages] == [2, 2, 1]


def test_strangers_see_none_of_it_and_reading_is_on_record(priya_client, priya, sam, olu, edie):
    score = OutcomeScore.objects.create(
        patient=sam, measure="nprs", value=3, lowest=0, highest=10, on=days_ago(sam, 1), by=priya
    )
    wrong = reverse("review:score-in-error", args=[score.code])
    log = reverse("review:log", args=[sam.code])
    for person, status in ((olu, 404), (edie, 403), (sam, 403)):
        own = Client()
        own.force_login(person.user)
        assert own.get(log).status_code == status
        assert own.get(scores_of(sam)).status_code == status
        assert own.post(wrong).status_code == status
    assert priya_client.get(wrong).status_code == 405
    assert priya_client.post(log).status_code == 405
    assert Client().get(log)["Location"].startswith(reverse("account_login"))
    seen = AccessRecord.objects.filter(user=priya.user, patient=sam).count()
    priya_client.get(log)
    priya_client.get(scores_of(sam))
    assert AccessRecord.objects.filter(user=priya.user, patient=sam).count() == seen + 2
