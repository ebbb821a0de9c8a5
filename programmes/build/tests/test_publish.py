"""Does publishing a draft change exactly what it says, and keep what was done and written?"""

from dataclasses import replace
from datetime import timedelta

import pytest

from exercises.dosing.dose import Dose
from exercises.dosing.frequency import Frequency
from exercises.tests.library import an_exercise
from programmes.build.actions import Change, end, revise
from programmes.build.actions.drafting import discard, draft_revision
from programmes.build.actions.editing import (
    add_prescription,
    change_prescription,
    move_prescription,
    remove_prescription,
    set_note,
    swap_exercise,
)
from programmes.build.actions.locking import TreeClosed
from programmes.build.actions.publishing import NothingChanges, SeenOtherwise, publish
from programmes.build.actions.stages import add_stage, change_stage, remove_stage
from programmes.build.actions.steps import hold
from programmes.build.change import StageChange
from programmes.build.comparing import proposal_for
from programmes.build.difference import difference_of, meanwhile_in, seen_of
from programmes.build.timing import WeeksBegun
from programmes.changes import in_plain_words
from programmes.lines import Line
from programmes.models import Completion, Prescription, Programme, Revision
from programmes.plans import running_plans_for
from programmes.tests.programmes import a_prescription, a_programme, a_tick, days_ago

HARDER = Change(Dose(sets=3, reps=15), Frequency())


@pytest.fixture
def plan(sam) -> Programme:
    """In its second week: weeks 1–2 with two exercises, weeks 3–6 with one."""
    programme = a_programme(sam, days_ago(sam, 8), stages=((1, 2), (3, 6)))
    first, second = programme.stages.all()
    a_prescription(first, "Clamshell")
    a_prescription(first, "Bridge")
    a_prescription(second, "Squat")
    return programme


@pytest.fixture
def draft(plan, priya) -> Programme:
    return draft_revision(programme=plan, by=priya)


def drafted(draft, name) -> Prescription:
    return Prescription.objects.get(stage__programme=draft, exercise__name=name)


def running(plan, name) -> Prescription:
    current = Prescription.objects.latest_versions().filter(stage__programme=plan)
    return current.select_related("stage").get(exercise__name=name)


def words(draft, sam) -> list[str]:
    draft = Programme.objects.select_related("revises").get(pk=draft.pk)
    return [in_plain_words(one) for one in difference_of(proposal_for(draft, sam.local_today()))]


def meanwhile(draft, sam) -> list[str]:
    draft = Programme.objects.select_related("revises").get(pk=draft.pk)
    return [in_plain_words(one) for one in meanwhile_in(proposal_for(draft, sam.local_today()))]


def put_out(draft, sam, priya, **more) -> Revision:
    return publish(draft=draft, by=priya, today=sam.local_today(), **more)


def test_a_new_draft_says_what_runs_and_is_the_only_one(plan, draft, sam, priya):
    assert words(draft, sam) == meanwhile(draft, sam) == []
    assert draft_revision(programme=plan, by=priya) == draft
    with pytest.raises(NothingChanges):
        put_out(draft, sam, priya)
    assert list(sam.programmes.running()) == [plan]


def test_editing_a_draft_leaves_the_running_plan_alone(plan, draft, sam, priya):
    change_prescription(prescription=drafted(draft, "Clamshell"), change=HARDER, by=priya)
    remove_prescription(prescription=drafted(draft, "Bridge"), by=priya)
    (as_it_runs,) = running_plans_for([sam.pk])[sam.pk]
    in_force = as_it_runs.in_force_on(sam.local_today())
    assert [(p.exercise.name, p.reps) for p in in_force] == [("Clamshell", 12), ("Bridge", 12)]


def test_every_kind_of_change_is_told_and_comes_into_force(plan, draft, sam, priya):
    second = draft.stages.get(position=2)
    change_prescription(prescription=drafted(draft, "Clamshell"), change=HARDER, by=priya)
    move_prescription(prescription=drafted(draft, "Bridge"), stage=second, position=1, by=priya)
    step_up = an_exercise("Step-up")
    swap_exercise(prescription=drafted(draft, "Squat"), exercise=step_up, by=priya)
    added = add_prescription(stage=second, exercise=an_exercise("Lunge"), by=priya)
    set_note(prescription=added, note="Slowly.", by=priya)
    assert words(draft, sam) == [
        "Clamshell: 3 x 12, 2 s hold → 3 x 15",
        "Bridge: moves from “Stage 1” to “Stage 2”",
        f"Squat → Step-up, {words_of(step_up)}",
        f"New in “Stage 2”: Lunge, {words_of(step_up)}; note: “Slowly.”",
    ]
    put_out(draft, sam, priya, reason="You are stronger.")
    stages = plan.stages.all()
    assert [names(stage) for stage in stages] == [["Clamshell"], ["Bridge", "Step-up", "Lunge"]]
    assert running(plan, "Clamshell").reps == 15
    assert running(plan, "Clamshell").change_reason == "You are stronger."


def words_of(exercise) -> str:
    one = Prescription(exercise=exercise)
    one.dose, one.frequency = exercise.dose, exercise.frequency
    return Line(one).in_short


def names(stage) -> list[str]:
    current = stage.prescriptions.latest_versions().select_related("exercise")
    return [one.exercise.name for one in current.order_by("position")]


def test_the_log_stays_with_the_version_that_was_done(plan, draft, sam, priya):
    before = running(plan, "Clamshell")
    tick = a_tick(before)
    change_prescription(prescription=drafted(draft, "Clamshell"), change=HARDER, by=priya)
    put_out(draft, sam, priya)
    before.refresh_from_db()
    after, tomorrow = running(plan, "Clamshell"), sam.local_today() + timedelta(days=1)
    assert (before.ended_on, after.active_from, after.succeeds) == (tomorrow, tomorrow, before)
    assert (before.reps, before.line) == (12, after.line)
    assert Completion.objects.get().pk == tick.pk
    assert Completion.objects.get().prescription == before
    (as_it_runs,) = running_plans_for([sam.pk])[sam.pk]
    assert [p.reps for p in as_it_runs.in_force_on(sam.local_today())] == [12, 12]
    assert [p.reps for p in as_it_runs.in_force_on(tomorrow)] == [15, 12]


def test_a_swapped_exercise_begins_a_line_of_its_own(plan, draft, sam, priya):
    before = running(plan, "Squat")
    swap_exercise(prescription=drafted(draft, "Squat"), exercise=an_exercise("Lunge"), by=priya)
    put_out(draft, sam, priya)
    after = running(plan, "Lunge")
    assert (after.succeeds, after.line == before.line) == (before, False)


def test_each_change_has_its_own_reason_or_the_one_for_all(plan, draft, sam, priya):
    change_prescription(prescription=drafted(draft, "Clamshell"), change=HARDER, by=priya)
    remove_prescription(prescription=drafted(draft, "Squat"), by=priya)
    key = f"line-{running(plan, 'Squat').line}"
    revision = put_out(draft, sam, priya, reason="Stronger.", reasons={key: "It hurt."})
    assert [fact["why"] for fact in revision.changes] == ["Stronger.", "It hurt."]
    assert (revision.by, revision.on, revision.seen_at) == (priya, sam.local_today(), None)


def test_what_somebody_else_changed_meanwhile_is_told_and_kept(plan, draft, sam, priya):
    change_prescription(prescription=drafted(draft, "Clamshell"), change=HARDER, by=priya)
    proposal = proposal_for(draft, sam.local_today())
    less = Change(Dose(sets=2, reps=8), Frequency())
    revise(prescription=running(plan, "Bridge"), change=less, reason="Flu.", by=priya)
    with pytest.raises(SeenOtherwise):
        put_out(draft, sam, priya, seen=seen_of(proposal))
    assert meanwhile(draft, sam) == ["Bridge: 3 x 12, 2 s hold → 2 x 8"]
    assert words(draft, sam) == ["Clamshell: 3 x 12, 2 s hold → 3 x 15"]
    now = seen_of(proposal_for(draft, sam.local_today()))
    put_out(draft, sam, priya, seen=now)
    assert (running(plan, "Bridge").reps, running(plan, "Clamshell").reps) == (8, 15)


def test_two_changes_of_one_exercise_come_together(plan, draft, sam, priya):
    set_note(prescription=drafted(draft, "Clamshell"), note="Slowly.", by=priya)
    revise(prescription=running(plan, "Clamshell"), change=HARDER, reason="", by=priya)
    put_out(draft, sam, priya)
    assert (running(plan, "Clamshell").reps, running(plan, "Clamshell").note) == (15, "Slowly.")


def test_where_both_changed_the_same_the_draft_counts_and_the_other_is_told(
    plan, draft, sam, priya
):
    change_prescription(prescription=drafted(draft, "Clamshell"), change=HARDER, by=priya)
    less = replace(HARDER, dose=Dose(sets=1, reps=5))
    revise(prescription=running(plan, "Clamshell"), change=less, reason="", by=priya)
    assert meanwhile(draft, sam) == ["Clamshell: 3 x 12, 2 s hold → 1 x 5"]
    assert words(draft, sam) == ["Clamshell: 1 x 5 → 3 x 15"]


def test_a_published_or_discarded_draft_takes_no_more(plan, draft, sam, priya):
    clamshell = drafted(draft, "Clamshell")
    change_prescription(prescription=clamshell, change=HARDER, by=priya)
    put_out(draft, sam, priya)
    with pytest.raises(TreeClosed) as closed:
        change_prescription(prescription=clamshell, change=HARDER, by=priya)
    assert closed.value.by == priya
    second = draft_revision(programme=plan, by=priya)
    assert second != draft
    discard(draft=second, by=priya, today=sam.local_today())
    with pytest.raises(TreeClosed):
        put_out(second, sam, priya)


# Stages


def weeks(programme) -> list[tuple[str, int, int]]:
    return [(s.name, s.from_week, s.to_week) for s in programme.stages.current()]


def longer(stage, weeks) -> StageChange:
    return StageChange(name=stage.name, from_week=stage.from_week, to_week=stage.to_week + weeks)


def test_a_longer_stage_moves_the_later_ones_and_the_days_are_told(plan, draft, sam, priya):
    first = draft.stages.get(position=1)
    change_stage(stage=first, change=longer(first, 1), by=priya)
    begins = plan.start_on + timedelta(weeks=2)
    later = begins + timedelta(weeks=1)
    said = words(draft, sam)
    assert said[0].startswith("“Stage 1” is longer by 1 week and lasts until ")
    assert said[1].startswith(
        f"“Stage 2” begins {later:%A} {later.day} {later:%B} instead of "
        f"{begins:%A} {begins.day} {begins:%B}"
    )
    put_out(draft, sam, priya)
    assert weeks(plan) == [("Stage 1", 1, 3), ("Stage 2", 4, 7)]


def test_what_a_draft_says_in_plain_words_is_told_and_reaches_the_patient(plan, draft, sam, priya):
    first = draft.stages.get(position=1)
    change_stage(stage=first, change=replace(longer(first, 0), move_on_plain="Easy."), by=priya)
    assert words(draft, sam) == [
        "“Stage 1”: new words for its aim, “move on when” for the patient",
    ]
    put_out(draft, sam, priya)
    assert plan.stages.get(position=1).move_on_plain == "Easy."


def test_weeks_that_have_begun_keep_their_stage(plan, draft, sam, priya):
    first = draft.stages.get(position=1)
    with pytest.raises(WeeksBegun):
        change_stage(stage=first, change=longer(first, -1), by=priya)
    with pytest.raises(WeeksBegun):
        remove_stage(stage=first, by=priya)
    assert weeks(draft) == [("Stage 1", 1, 2), ("Stage 2", 3, 6)]


def test_a_draft_that_waited_moves_along_to_the_next_free_week(sam, priya):
    plan = a_programme(sam, days_ago(sam, 8), stages=((1, 6), (7, 8)))
    draft = draft_revision(programme=plan, by=priya)
    first = draft.stages.get(position=1)
    change_stage(stage=first, change=longer(first, -4), by=priya)
    assert weeks(draft) == [("Stage 1", 1, 2), ("Stage 2", 3, 4)]
    Programme.objects.filter(pk=plan.pk).update(start_on=days_ago(sam, 23))
    put_out(draft, sam, priya)
    assert weeks(plan) == [("Stage 1", 1, 4), ("Stage 2", 5, 6)]


def test_stages_are_added_and_left_out(plan, draft, sam, priya):
    remove_stage(stage=draft.stages.get(position=2), by=priya)
    new = add_stage(programme=draft, by=priya, name="Run", weeks=2)
    add_prescription(stage=new, exercise=an_exercise("Lunge"), by=priya)
    put_out(draft, sam, priya)
    assert weeks(plan) == [("Stage 1", 1, 2), ("Run", 3, 4)]
    (as_it_runs,) = running_plans_for([sam.pk])[sam.pk]
    assert [stage.name for stage in as_it_runs.stages] == ["Stage 1", "Run"]


def test_a_draft_that_waited_is_brought_up_to_date_when_it_is_opened_again(sam, priya):
    plan = a_programme(sam, days_ago(sam, 8), stages=((1, 6), (7, 8)))
    draft = draft_revision(programme=plan, by=priya)
    first = draft.stages.get(position=1)
    change_stage(stage=first, change=longer(first, -4), by=priya)
    Programme.objects.filter(pk=plan.pk).update(start_on=days_ago(sam, 23))
    hold(programme=plan, by=priya)
    assert weeks(draft) == [("Stage 1", 1, 7), ("Stage 2", 8, 9)]


def test_the_end_of_a_programme_closes_its_draft(plan, draft, sam, priya):
    end(programme=plan, today=sam.local_today(), reason="Goals reached", by=priya)
    draft.refresh_from_db()
    assert not draft.is_open_draft
    with pytest.raises(TreeClosed):
        put_out(draft, sam, priya)
