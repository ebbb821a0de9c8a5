"""Do two physios who write in the same programme at the same moment lose nothing?

On PostgreSQL the threads really run against each other; on SQLite the writers wait in turn.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from exercises.dosing.dose import Dose
from exercises.dosing.frequency import Frequency
from exercises.tests.library import an_exercise
from patients.tests.cast import a_clinic, a_patient, a_staff_member
from programmes.build.actions import AlreadyRevised, Change, revise
from programmes.build.actions.drafting import draft_revision
from programmes.build.actions.editing import (
    add_prescription,
    change_prescription,
    change_words,
    move_prescription,
    remove_prescription,
)
from programmes.build.actions.locking import AlreadyChanged, TreeClosed
from programmes.build.actions.publishing import SeenOtherwise, publish
from programmes.build.actions.several import change_many
from programmes.build.actions.stages import copy_stage
from programmes.build.change import Parts
from programmes.build.comparing import proposal_for
from programmes.build.difference import seen_of
from programmes.build.succession import fingerprint
from programmes.models import Prescription, Programme, Revision
from programmes.tests.programmes import a_prescription, a_programme, days_ago

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = ["Bridge", "Clamshell", "Lunge", "Plank", "Squat", "Step-up"]
PRIYAS = Change(Dose(sets=3, reps=15), Frequency())
JONAS = Change(Dose(sets=2, reps=8), Frequency())


@pytest.fixture
def priya():
    return a_staff_member(a_clinic(), "Priya Nair", is_physio=True)


@pytest.fixture
def jonas(priya):
    return a_staff_member(priya.clinic, "Jonas Weber", is_physio=True)


@pytest.fixture
def sam(priya):
    return a_patient(priya, "Sam Walker")


@pytest.fixture
def plan(sam) -> Programme:
    programme = a_programme(sam, days_ago(sam, 3), stages=((1, 2), (3, 4)))
    for name in NAMES:
        a_prescription(programme, name)
    return programme


@pytest.fixture
def draft(plan, priya) -> Programme:
    return draft_revision(programme=plan, by=priya)


def row(programme, name) -> Prescription:
    current = Prescription.objects.latest_versions().select_related("stage", "exercise")
    return current.get(stage__programme=programme, exercise__name=name)


def reps(programme) -> dict[str, int]:
    current = Prescription.objects.latest_versions().filter(stage__programme=programme)
    return dict(current.values_list("exercise__name", "reps"))


def together(*deeds: Callable[[], object]) -> list[object]:
    """What each gave back or raised; all begin at the same moment."""
    start = Barrier(len(deeds))

    def run(deed):
        try:
            start.wait()
            return deed()
        except (AlreadyChanged, AlreadyRevised, SeenOtherwise, TreeClosed) as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def kinds(answers: list[object]) -> set[str]:
    return {type(answer).__name__ for answer in answers}


def test_of_two_who_change_one_exercise_the_second_is_shown_the_firsts_change(draft, priya, jonas):
    clamshell = row(draft, "Clamshell")
    seen = fingerprint(clamshell)

    def writes(change, by):
        return lambda: change_prescription(prescription=clamshell, change=change, by=by, seen=seen)

    answers = together(writes(PRIYAS, priya), writes(JONAS, jonas))
    (told,) = [answer for answer in answers if isinstance(answer, AlreadyChanged)]
    (written,) = [answer for answer in answers if isinstance(answer, Prescription)]
    assert (told.latest, told.latest.reps, told.by) == (written, written.reps, written.changed_by)
    assert reps(draft)["Clamshell"] == written.reps


def test_many_who_change_different_exercises_all_keep_their_change(draft, priya, jonas):
    def writes(number, name):
        found = row(draft, name)
        change = Change(Dose(sets=1, reps=20 + number), Frequency())
        by = (priya, jonas)[number % 2]
        return lambda: change_prescription(
            prescription=found, change=change, by=by, seen=fingerprint(found)
        )

    together(*(writes(number, name) for number, name in enumerate(NAMES)))
    assert reps(draft) == {name: 20 + number for number, name in enumerate(NAMES)}


def test_a_dose_for_several_and_a_colleagues_change_at_once_lose_neither(draft, priya, jonas):
    rows = [row(draft, name) for name in ("Bridge", "Clamshell")]
    seen = {one.pk: fingerprint(one) for one in rows}
    clamshell, parts = rows[1], Parts(reps=6)
    changed, written = together(
        lambda: change_many(prescriptions=rows, parts=parts, by=priya, seen=seen),
        lambda: change_prescription(
            prescription=clamshell, change=JONAS, by=jonas, seen=seen[clamshell.pk]
        ),
    )
    was_first = isinstance(written, AlreadyChanged)  # Priya: Jonas is shown hers
    assert reps(draft)["Bridge"] == 6
    assert reps(draft)["Clamshell"] == (6 if was_first else 8)
    assert [one.pk for one in changed.overtaken] == ([] if was_first else [clamshell.pk])


def test_the_name_and_the_minutes_written_at_once_both_stand(draft, priya, jonas):
    was = {"name": draft.name, "promised_minutes": None}

    def writes(by, **words):
        return lambda: change_words(programme=draft, words=was | words, by=by, was=was)

    together(writes(priya, name="Hips"), writes(jonas, promised_minutes=15))
    draft.refresh_from_db()
    assert (draft.name, draft.promised_minutes) == ("Hips", 15)


def test_many_who_reorder_at_once_leave_one_order_with_everything_in_it(draft, priya, jonas):
    first, second = draft.stages.order_by("position")

    def moves(number, name):
        found, stage = row(draft, name), (first, second)[number % 2]
        return lambda: move_prescription(
            prescription=found, stage=stage, position=1, by=(priya, jonas)[number % 2]
        )

    together(*(moves(number, name) for number, name in enumerate(NAMES)))
    for stage in (first, second):
        rows = stage.prescriptions.latest_versions().order_by("position")
        assert [one.position for one in rows] == [1, 2, 3]
    assert sorted(reps(draft)) == NAMES


def test_exercises_added_and_stages_copied_at_once_are_all_there(draft, priya, jonas):
    first = draft.stages.order_by("position").first()
    hop = an_exercise("Hop")
    together(
        *(lambda: add_prescription(stage=first, exercise=hop, by=priya) for _ in range(3)),
        *(lambda: copy_stage(stage=first, by=jonas) for _ in range(3)),
    )
    stages = list(draft.stages.current().order_by("position"))
    assert [stage.position for stage in stages] == [1, 2, 3, 4, 5]
    weeks = [(stage.from_week, stage.to_week) for stage in stages]
    assert weeks == [(1, 2), (3, 4), (5, 6), (7, 8), (9, 10)]
    assert first.prescriptions.filter(exercise=hop).count() == 3


def test_two_who_revise_at_once_share_one_draft(plan, priya, jonas):
    drafts = together(
        *(lambda by=by: draft_revision(programme=plan, by=by) for by in (priya, jonas))
    )
    assert drafts[0] == drafts[1]
    assert Programme.objects.drafts().count() == 1


def test_of_two_who_publish_at_once_one_does_and_the_other_is_told_who(
    sam, plan, draft, priya, jonas
):
    change_prescription(prescription=row(draft, "Clamshell"), change=PRIYAS, by=priya)
    today = sam.local_today()
    answers = together(
        *(lambda by=by: publish(draft=draft, by=by, today=today) for by in (priya, jonas))
    )
    assert kinds(answers) == {"Revision", "TreeClosed"}
    (told,) = [answer for answer in answers if isinstance(answer, TreeClosed)]
    assert told.by == Revision.objects.get().by
    assert Prescription.objects.filter(stage__programme=plan).count() == len(NAMES) + 1


@pytest.mark.parametrize("name", ["Clamshell", "Bridge"])
def test_publishing_while_a_dose_is_changed_loses_neither(sam, plan, draft, priya, jonas, name):
    change_prescription(prescription=row(draft, "Clamshell"), change=PRIYAS, by=priya)
    remove_prescription(prescription=row(draft, "Squat"), by=priya)
    today = sam.local_today()
    draft.revises = plan
    seen, running = seen_of(proposal_for(draft, today)), row(plan, name)
    changes = {"change": JONAS, "reason": "Flu.", "by": jonas, "seen": fingerprint(running)}
    published, revised = together(
        lambda: publish(draft=draft, by=priya, today=today, seen=seen),
        lambda: revise(prescription=running, **changes),
    )
    if isinstance(published, SeenOtherwise):  # Jonas was faster: Priya looks, and publishes both
        now = seen_of(proposal_for(draft, today))
        publish(draft=draft, by=priya, today=today, seen=now)
    assert not isinstance(revised, AlreadyRevised) or name == "Clamshell"
    expected = {one: 12 for one in NAMES if one != "Squat"} | {"Clamshell": 15}
    if name == "Bridge":
        expected["Bridge"] = 8
    assert reps(plan) == expected
    assert_one_version_a_day(plan)


def test_a_change_that_comes_while_its_draft_is_published_is_in_it_or_is_told(
    sam, plan, draft, priya, jonas
):
    change_prescription(prescription=row(draft, "Clamshell"), change=PRIYAS, by=priya)
    bridge, today = row(draft, "Bridge"), sam.local_today()
    _, written = together(
        lambda: publish(draft=draft, by=priya, today=today),
        lambda: change_prescription(prescription=bridge, change=JONAS, by=jonas),
    )
    assert reps(plan)["Bridge"] == (12 if isinstance(written, TreeClosed) else 8)
    assert reps(plan)["Clamshell"] == 15


def assert_one_version_a_day(plan) -> None:
    """Every line has exactly one version that nobody ended."""
    lines = Prescription.objects.filter(stage__programme=plan).latest_versions()
    counted = list(lines.values_list("line", flat=True))
    assert len(counted) == len(set(counted))
