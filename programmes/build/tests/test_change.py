"""Does a change hold from the right day, and does the log stay with the version that was done?"""

from datetime import timedelta

import pytest
from django.urls import reverse

from exercises.dosing.dose import Dose
from exercises.dosing.frequency import Frequency
from patients.models import AccessRecord
from patients.tests.cast import a_staff_member
from programmes.build.actions import AlreadyRevised, Change, revise
from programmes.build.succession import fingerprint, first_free_day, latest_version
from programmes.models import Completion, Prescription, Revision
from programmes.plans import running_plans_for
from programmes.tests.programmes import a_prescription, a_programme, a_tick, days_ago, succeeded

HARDER = Change(Dose(sets=3, reps=15), Frequency("times_a_week", n=3), note="Slowly.")


@pytest.fixture
def bridge(sam):
    return a_prescription(a_programme(sam, days_ago(sam, 14)), must_do=False)


def change(bridge, priya, **more) -> Prescription:
    more = {"change": HARDER, "reason": "You are stronger."} | more
    return revise(prescription=bridge, by=priya, **more)


def test_what_a_version_said_is_kept_though_nobody_worked_to_it(bridge, sam, priya):
    changed = change(bridge, priya)
    bridge.refresh_from_db()
    assert (bridge.reps, bridge.ended_on, changed.succeeds) == (12, sam.local_today(), bridge)
    assert (changed.dose, changed.frequency) == (HARDER.dose, HARDER.frequency)
    assert (changed.must_do, changed.note) == (True, "Slowly.")
    assert (changed.change_reason, changed.changed_by) == ("You are stronger.", priya)


def test_a_version_that_was_worked_to_is_ended_and_succeeded(bridge, sam, priya):
    tick = a_tick(bridge, days_ago(sam, 3))
    changed = change(bridge, priya)
    bridge.refresh_from_db()
    assert bridge.ended_on == changed.active_from == sam.local_today()
    assert (bridge.reps, changed.reps) == (12, 15)
    assert (changed.succeeds, changed.line) == (bridge, bridge.line)
    assert (changed.exercise, changed.stage, changed.position) == (
        bridge.exercise,
        bridge.stage,
        bridge.position,
    )
    assert Completion.objects.get(pk=tick.pk).prescription == bridge


@pytest.mark.parametrize("fields", [{"outcome": "skipped"}, {"undone_at": "2026-01-01T00:00Z"}])
def test_a_skip_or_an_undone_tick_is_work_too(bridge, sam, priya, fields):
    a_tick(bridge, days_ago(sam, 3), **fields)
    assert change(bridge, priya).succeeds == bridge


FREE_DAYS = {"none": ([], 0), "yesterday": ([-1], 0), "today": ([-1, 0], 1), "ahead": ([0, 1], 2)}


@pytest.mark.parametrize(("ticked", "free"), FREE_DAYS.values(), ids=FREE_DAYS)
def test_the_first_free_day_comes_after_the_last_ticked_one(bridge, sam, ticked, free):
    for days in ticked:
        a_tick(bridge, days_ago(sam, -days))
    assert first_free_day(bridge) == sam.local_today() + timedelta(days=free)


def test_a_tick_that_was_undone_leaves_the_day_free(bridge, sam):
    a_tick(bridge, undone_at="2026-01-01T00:00Z")
    assert first_free_day(bridge) == sam.local_today()


def test_a_change_of_a_version_that_begins_tomorrow_begins_tomorrow_too(bridge, sam, priya):
    a_tick(bridge)
    second = change(bridge, priya)
    third = change(second, priya, change=Change(Dose(sets=1, reps=5), Frequency()))
    tomorrow = sam.local_today() + timedelta(days=1)
    assert (third.succeeds, third.active_from) == (second, tomorrow)
    (plan,) = running_plans_for([sam.pk])[sam.pk]
    assert plan.in_force_on(tomorrow) == [third]


def test_each_day_has_exactly_one_version(bridge, sam, priya):
    a_tick(bridge)
    new = change(bridge, priya)
    (plan,) = running_plans_for([sam.pk])[sam.pk]
    today, tomorrow = sam.local_today(), sam.local_today() + timedelta(days=1)
    assert [plan.in_force_on(day) for day in (today, tomorrow)] == [[bridge], [new]]


def test_the_day_is_the_patients_not_the_physios(bridge, sam, priya):
    sam.time_zone = "Pacific/Kiritimati"
    sam.save()
    a_tick(bridge, days_ago(sam, 3))
    assert change(bridge, priya).active_from == sam.local_today()


def test_a_version_that_was_ended_meanwhile_is_refused(bridge, sam, priya):
    a_tick(bridge, days_ago(sam, 3))
    change(bridge, priya)
    with pytest.raises(AlreadyRevised):
        change(bridge, priya)
    assert Prescription.objects.count() == 2


def test_a_version_that_was_changed_in_place_meanwhile_is_refused(bridge, priya):
    seen = fingerprint(bridge)
    change(bridge, priya, seen=seen)
    with pytest.raises(AlreadyRevised):
        change(bridge, priya, seen=seen)


def test_a_change_that_changes_nothing_makes_no_version(bridge, sam, priya):
    a_tick(bridge, days_ago(sam, 3))
    same = Change(bridge.dose, bridge.frequency, must_do=False, shorthand="3x12")
    assert change(bridge, priya, change=same).pk == bridge.pk
    assert Prescription.objects.count() == 1


# The page


def address(prescription):
    return reverse("build:change", args=[prescription.code])


def typed(prescription, **changes):
    return {
        "dose_text": "3 x 15, 2 s hold, 3x/week",
        "must_do": "on",
        "note": "Slowly.",
        "reason": "You are stronger.",
        "seen": fingerprint(Prescription.objects.get(pk=prescription.pk)),
    } | changes


def test_a_physio_types_the_new_dose(priya_client, bridge, sam):
    answer = priya_client.post(address(bridge), typed(bridge))
    assert answer["Location"] == reverse("review:patient", args=[sam.code])
    now = latest_version(bridge)
    assert (now.sets, now.reps, now.hold_s, now.frequency_n) == (3, 15, 2, 3)
    assert (now.note, now.change_reason) == ("Slowly.", "You are stronger.")
    assert Revision.objects.get().reason == "You are stronger."


def test_the_page_says_how_it_is_now_and_since_when(priya_client, bridge, sam):
    a_tick(bridge)
    page = priya_client.get(address(bridge)).content.decode()
    assert 'value="3 x 12, 2 s hold, daily"' in page
    assert "Do 12. Hold each one for 2 seconds. Do 3 sets. Every day." in page
    assert "Done 1 time as it is now" in page
    tomorrow = sam.local_today() + timedelta(days=1)
    assert f"The change holds from {tomorrow:%A} {tomorrow.day} {tomorrow:%B}" in page


def test_saving_the_page_as_it_came_changes_no_dose(priya_client, bridge):
    before = (bridge.dose, bridge.frequency)
    priya_client.post(address(bridge), typed(bridge, dose_text="3 x 12, 2 s hold, daily"))
    bridge.refresh_from_db()
    assert (bridge.dose, bridge.frequency) == before


def test_a_text_that_says_no_frequency_keeps_the_old_one(priya_client, bridge):
    bridge.frequency = Frequency("every_n_days", n=2)
    bridge.save()
    priya_client.post(address(bridge), typed(bridge, dose_text="3 x 10"))
    now = latest_version(bridge)
    assert (now.reps, now.frequency) == (10, Frequency("every_n_days", n=2))


def test_while_typing_the_dose_is_read_back_and_nothing_is_written(priya_client, bridge):
    answer = priya_client.post(
        address(bridge), typed(bridge, preview="1"), headers={"HX-Request": "true"}
    )
    said = answer.content.decode()
    assert "Do 15. Hold each one for 2 seconds. Do 3 sets. 3 days a week, you choose which." in said
    assert "<html" not in said
    bridge.refresh_from_db()
    assert bridge.reps == 12
    assert AccessRecord.objects.count() == 0


def test_a_stranger_hears_nothing_while_typing(client, olu, bridge):
    client.force_login(olu.user)
    data = typed(bridge, preview="1")
    assert client.post(address(bridge), data, headers={"HX-Request": "true"}).status_code == 404


def test_without_javascript_the_button_reads_back_and_keeps_what_was_typed(priya_client, bridge):
    answer = priya_client.post(address(bridge), typed(bridge, preview="1"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Do 15." in page
    assert 'value="3 x 15, 2 s hold, 3x/week"' in page
    bridge.refresh_from_db()
    assert bridge.reps == 12


@pytest.mark.parametrize("text", ["", "banana", "3 x", "400 x 12", "3 x 12, " + "x" * 200])
def test_a_dose_that_is_not_understood_comes_back_as_typed(priya_client, bridge, text):
    answer = priya_client.post(address(bridge), typed(bridge, dose_text=text))
    assert answer.status_code == 422
    assert f'value="{text}"' in answer.content.decode() or not text
    assert 'value="You are stronger."' in answer.content.decode()
    bridge.refresh_from_db()
    assert bridge.reps == 12


def test_who_was_slower_sees_the_others_change_and_keeps_their_own(
    priya_client, bridge, sam, clinic
):
    a_tick(bridge, days_ago(sam, 3))
    form = typed(bridge)
    jonas = a_staff_member(clinic, "Jonas Weber", is_physio=True)
    newer = change(bridge, jonas, reason="Less after the flu.")
    answer = priya_client.post(address(bridge), form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Jonas Weber changed this meanwhile." in page
    assert "3 x 15, 3x/week (Less after the flu.)" in page
    assert 'value="3 x 15, 2 s hold, 3x/week"' in page
    assert f'action="{address(newer)}"' in page
    again = priya_client.post(address(newer), form | {"seen": fingerprint(newer)})
    assert again.status_code == 302


def test_an_old_version_leads_to_the_newest(priya_client, bridge, sam):
    a_tick(bridge, days_ago(sam, 3))
    newer = succeeded(bridge, on=sam.local_today())
    assert priya_client.get(address(bridge))["Location"] == address(newer)


def test_a_programme_that_ended_can_no_longer_be_changed(priya_client, sam):
    ended = a_programme(sam, days_ago(sam, 20), ended_on=days_ago(sam, 2))
    assert priya_client.get(address(a_prescription(ended))).status_code == 404


def test_a_template_is_not_changed_here(priya_client, db):
    assert priya_client.get(address(a_prescription(a_programme(None)))).status_code == 404


def test_a_physio_of_another_clinic_finds_nothing_and_writes_nothing(client, olu, bridge):
    client.force_login(olu.user)
    assert client.get(address(bridge)).status_code == 404
    assert client.post(address(bridge), typed(bridge)).status_code == 404
    bridge.refresh_from_db()
    assert bridge.reps == 12
    assert AccessRecord.objects.filter(user=olu.user, what="refused").count() == 2


def test_a_patient_may_not_and_nobody_is_asked_to_sign_in(client, sam, bridge):
    assert client.get(address(bridge))["Location"].startswith(reverse("account_login"))
    client.force_login(sam.user)
    assert client.get(address(bridge)).status_code == 403
    assert client.post(address(bridge), typed(bridge)).status_code == 403
    assert client.put(address(bridge)).status_code == 403


def test_a_wrong_verb_is_refused_and_opening_it_is_put_on_record(priya_client, sam, bridge):
    assert priya_client.put(address(bridge)).status_code == 405
    priya_client.get(address(bridge))
    assert AccessRecord.objects.get().patient == sam
