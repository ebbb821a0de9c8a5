"""What is done to the rows of the builder: each deed its result, and what it must not do."""

import pytest
from django.urls import reverse

from exercises.dosing.frequency import Frequency
from exercises.models import Exercise
from exercises.tests.library import a_draft, an_exercise
from patients.tests.cast import a_staff_member
from programmes.build.actions.editing import change_prescription
from programmes.build.change import Change
from programmes.build.succession import fingerprint
from programmes.models import Prescription
from programmes.tests.programmes import BRIDGE, a_prescription, a_programme

from .desks import a_template_of, builder, names_in, send

ONE_ROW_DEEDS = [
    "row-change", "row-read-back", "row-must-do", "row-side", "row-swap", "row-move", "row-copy",
    "row-remove", "row-restore", "row-fields",
]  # fmt: skip


@pytest.fixture
def tree(priya):
    return a_template_of(priya)


@pytest.fixture
def row(tree) -> Prescription:
    return a_prescription(tree, "Glute bridge", frequency=Frequency())


def again(row: Prescription) -> Prescription:
    return Prescription.objects.get(pk=row.pk)


def test_an_exercise_is_added_with_its_own_dose_to_the_first_stage(priya_client, tree):
    clam = an_exercise("Clamshell", sets=2, reps=15, side="each")
    answer = send(priya_client, "add", tree, exercise=clam.code)
    added = Prescription.objects.get(stage__programme=tree)
    assert (added.sets, added.reps, added.side, added.must_do) == (2, 15, "each", True)
    assert "Clamshell added to Start" in answer.content.decode()


def test_a_typed_dose_goes_before_the_exercises_own(priya_client, tree):
    clam = an_exercise("Clamshell", sets=2, reps=15, side="each")
    send(priya_client, "add", tree, exercise=clam.code, dose_text="3x8, 3x/week")
    added = Prescription.objects.get(stage__programme=tree)
    assert (added.sets, added.reps, added.side) == (3, 8, "each")
    assert added.frequency == Frequency("times_a_week", n=3)


def test_enter_before_the_hits_are_shown_adds_the_first_of_them(priya_client, tree):
    an_exercise("Glute bridge")
    an_exercise("Clamshell")
    send(priya_client, "add", tree, q="clamshel 3x8, 3x/week")
    added = Prescription.objects.get(stage__programme=tree)
    assert (added.exercise.name, added.sets, added.reps) == ("Clamshell", 3, 8)


def test_how_often_alone_keeps_the_exercises_own_dose(priya_client, tree):
    clam = an_exercise("Clamshell", sets=2, reps=15, side="each")
    send(priya_client, "add", tree, exercise=clam.code, dose_text="3x/week")
    added = Prescription.objects.get(stage__programme=tree)
    assert (added.sets, added.reps, added.frequency.n) == (2, 15, 3)


@pytest.mark.parametrize("typed", ["", "xylophone", "clamshell 3xx15 bananas"])
def test_what_was_typed_and_fits_nothing_adds_nothing(priya_client, tree, typed):
    an_exercise("Clamshell")
    answer = send(priya_client, "add", tree, q=typed)
    assert answer.status_code == 422
    assert names_in(tree) == [[]]


@pytest.mark.parametrize(
    "said",
    [{"exercise": "nonsense"}, {}, {"dose_text": "3x8 upside 7", "exercise": "clam"},
     {"exercise": "draft"}],
)  # fmt: skip
def test_what_cannot_be_added_is_refused_with_words(priya_client, tree, said):
    codes = {"clam": an_exercise("Clamshell").code, "draft": a_draft().code}
    said = {name: codes.get(value, value) for name, value in said.items()}
    assert send(priya_client, "add", tree, **said).status_code == 422
    assert names_in(tree) == [[]]


def test_dose_and_note_are_typed_over(priya_client, row):
    said = {"dose_text": "2 x 8, 10 s hold, each side, 3x/week", "note": "Slowly."}
    answer = send(priya_client, "row-change", row, seen=fingerprint(row), **said)
    changed = again(row)
    assert (changed.sets, changed.reps, changed.hold_s, changed.side) == (2, 8, 10, "each")
    assert (changed.frequency.n, changed.note) == (3, "Slowly.")
    assert "Do 8 on each side." in answer.content.decode()
    assert 'id="meter"' in answer.content.decode()


def test_a_dose_that_is_not_understood_is_kept_in_the_field_with_the_reason(priya_client, row):
    answer = send(priya_client, "row-change", row, dose_text="twelve 7 maybe")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="twelve 7 maybe"' in page
    assert "was not understood" in page
    assert again(row).dose == row.dose


def test_while_it_is_typed_it_is_read_back_and_nothing_is_written(priya_client, row):
    said = send(priya_client, "row-read-back", row, dose_text="4 x 6").content.decode()
    assert "Do 6. Do 4 sets. Every day." in said
    assert again(row).dose == row.dose


def test_somebody_else_was_faster_and_both_versions_are_shown(priya_client, priya, tree, row):
    seen = fingerprint(row)
    olga = a_staff_member(priya.clinic, "Olga Other", is_physio=True)
    theirs = Change(dose=BRIDGE, frequency=Frequency(), note="Theirs")
    change_prescription(prescription=row, change=theirs, by=olga)
    answer = send(priya_client, "row-change", row, seen=seen, dose_text="5 x 5", note="Mine")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Olga Other changed this meanwhile" in page
    assert "“Theirs”" in page
    assert 'value="5 x 5"' in page
    assert 'value="Mine"' in page
    assert again(row).note == "Theirs"
    # "Use mine": the same form, with what was now seen
    send(priya_client, "row-change", row, seen=fingerprint(again(row)), dose_text="5 x 5", note="M")
    assert (again(row).reps, again(row).note) == (5, "M")
    # without scripts the whole page says it
    page = send(priya_client, "row-change", row, htmx=False, seen=seen, dose_text="6 x 6")
    assert page.status_code == 302  # the last hand was one's own: nobody else to ask


def test_keeping_theirs_draws_the_row_as_it_stands(priya_client, tree, row):
    address = reverse("build:row", args=[row.code])
    page = priya_client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert 'value="3 x 12, 2 s hold, daily"' in page
    assert priya_client.get(address)["Location"] == f"{builder(tree)}#row-{row.code}"


def test_must_do_and_side(priya_client, row):
    send(priya_client, "row-must-do", row, must_do="no")
    send(priya_client, "row-side", row, side="left")
    send(priya_client, "row-side", row, side="nonsense")
    assert (again(row).must_do, again(row).side, again(row).reps) == (False, "left", 12)


def test_an_easier_neighbour_takes_the_place(priya_client, row):
    squeeze = an_exercise("Glute squeeze", sets=1, reps=10)
    answer = send(priya_client, "row-swap", row, exercise=squeeze.code, seen=fingerprint(row))
    assert (again(row).exercise, again(row).reps) == (squeeze, 10)
    assert "Glute bridge is now Glute squeeze." in answer.content.decode()
    answer = send(priya_client, "row-swap", row, exercise=a_draft().code)
    assert "Nothing was swapped" in answer.content.decode()
    assert again(row).exercise == squeeze


def test_rows_move_within_and_over_the_edges_of_stages(priya_client, priya, tree):
    send(priya_client, "stage-add", tree)
    a, b = (a_prescription(tree, name) for name in "AB")
    moves = [
        (b, {"to": "up"}, [["B", "A"], []]),
        (b, {"to": "up"}, [["B", "A"], []]),
        (a, {"to": "down"}, [["B"], ["A"]]),
        (b, {"to": "down"}, [[], ["B", "A"]]),
        (a, {"to": "nonsense"}, [[], ["B", "A"]]),
    ]
    for row, said, expected in moves:
        send(priya_client, "row-move", again(row), **said)
        assert names_in(tree) == expected
    first, second = tree.stages.current().order_by("position")
    send(priya_client, "row-move", again(a), stage=first.code, position="1")
    send(priya_client, "row-move", again(b), stage=second.code, position="x")
    assert names_in(tree) == [["A"], ["B"]]


def test_the_same_exercise_may_stand_twice(priya_client, tree, row):
    Prescription.objects.filter(pk=row.pk).update(note="Slowly.")
    a_prescription(tree, "Clamshell")
    send(priya_client, "row-copy", row)
    assert names_in(tree) == [["Glute bridge", "Glute bridge", "Clamshell"]]
    copied = (
        Prescription.objects.filter(stage__programme=tree).exclude(pk=row.pk).earliest("position")
    )
    assert (copied.dose, copied.note, copied.line != row.line) == (row.dose, "Slowly.", True)


def test_a_removed_row_comes_back_with_undo(priya_client, tree, row):
    answer = send(priya_client, "row-remove", row)
    assert names_in(tree) == [[]]
    assert reverse("build:row-restore", args=[row.code]) in answer.content.decode()
    send(priya_client, "row-restore", row)
    assert names_in(tree) == [["Glute bridge"]]


def test_without_scripts_each_deed_leads_back_to_the_row_with_words(priya_client, tree, row):
    answer = send(priya_client, "row-remove", row, htmx=False)
    assert answer["Location"].startswith(builder(tree))
    page = priya_client.get(builder(tree)).content.decode()
    assert "Glute bridge removed." in page
    assert reverse("build:row-restore", args=[row.code]) in page
    answer = send(priya_client, "row-restore", row, htmx=False)
    assert answer["Location"] == f"{builder(tree)}#row-{row.code}"
    answer = send(priya_client, "row-change", row, htmx=False, dose_text="no 7 idea")
    assert answer.status_code == 422
    assert 'value="no 7 idea"' in answer.content.decode()


def test_one_row_is_changed_in_fields_and_keeps_what_they_do_not_show(priya_client, row):
    Prescription.objects.filter(pk=row.pk).update(effort_words="to fatigue", feel_max=4)
    address = reverse("build:row-fields", args=[row.code])
    assert 'name="reps"' in priya_client.get(address).content.decode()
    said = {"sets": 2, "reps": 10, "side": "each", "frequency_kind": "weekdays",
            "weekdays": ["0", "4"], "times_per_day": 2, "band_level": 3, "effort_scale": "rpe",
            "effort_min": 6, "feel_max": 5}  # fmt: skip
    send(priya_client, "row-fields", row, **said)
    changed = again(row)
    assert (changed.sets, changed.reps, changed.hold_s, changed.feel_max) == (2, 10, None, 5)
    assert (changed.band_level, changed.effort_min) == (3, 6)
    assert changed.effort_words == "to fatigue"
    assert changed.frequency == Frequency("weekdays", weekdays=(0, 4), times_per_day=2)
    answer = send(priya_client, "row-fields", row, **{**said, "reps": ""})
    assert answer.status_code == 422
    assert "Say how much" in answer.content.decode()


@pytest.mark.parametrize("address", ["row-fields", "stage-change"])
def test_fields_on_a_page_of_their_own_are_sent_and_answered_whole(priya_client, row, address):
    """There is no builder around them that could show what htmx brings, a refusal least of all."""
    thing = row if address == "row-fields" else row.stage
    path = reverse(f"build:{address}", args=[thing.code])
    assert f'hx-post="{path}"' not in priya_client.get(path).content.decode()
    in_the_builder = priya_client.get(path, headers={"HX-Request": "true"}).content.decode()
    assert f'hx-post="{path}"' in in_the_builder


def test_several_rows_take_the_same_parts_and_keep_the_rest(priya_client, tree):
    rows = [a_prescription(tree, name) for name in ("A", "B", "C")]
    ticked = [rows[0].code, rows[1].code]
    answer = send(priya_client, "many", tree, line=ticked, often="3x/week", sets="2", must_do="no")
    a, b, c = (again(row) for row in rows)
    assert [(row.sets, row.frequency.n, row.must_do, row.reps) for row in (a, b, c)] == [
        (2, 3, False, 12), (2, 3, False, 12), (3, None, True, 12),
    ]  # fmt: skip
    assert "2 exercises changed." in answer.content.decode()


def test_the_dose_of_one_row_goes_to_the_ticked_ones(priya_client, tree):
    giver = a_prescription(tree, "A", frequency=Frequency("times_a_week", n=3), note="For A")
    taker = a_prescription(tree, "B", dose=Exercise(sets=1, reps=5).dose, note="For B")
    send(priya_client, "copy-dose", tree, line=[taker.code, giver.code], dose_of=giver.code)
    assert (again(taker).dose, again(taker).frequency.n, again(taker).note) == (
        giver.dose,
        3,
        "For B",
    )


@pytest.mark.parametrize("deed", ["many", "copy-dose"])
def test_several_rows_leave_alone_what_a_colleague_changed_since_they_were_ticked(
    priya_client, priya, tree, deed
):
    giver, mine, theirs = (a_prescription(tree, name) for name in ("A", "B", "C"))
    ticked = [f"{row.code}:{fingerprint(row)}" for row in (mine, theirs)]
    dan = a_staff_member(priya.clinic, "Dan Cole", is_physio=True)
    change_prescription(
        prescription=theirs, change=Change(BRIDGE, Frequency(times_per_day=2)), by=dan
    )
    before = again(theirs)
    change_prescription(
        prescription=giver, change=Change(BRIDGE, Frequency("times_a_week", n=2)), by=priya
    )
    answer = send(priya_client, deed, tree, line=ticked, often="2x/week", dose_of=giver.code)
    assert (again(mine).frequency.n, again(theirs).frequency) == (2, before.frequency)
    assert "C was left alone: Dan Cole changed it meanwhile." in answer.content.decode()


@pytest.mark.parametrize("deed", ["many", "copy-dose", "row-swap"])
def test_what_was_done_to_several_rows_or_swapped_is_put_back(priya_client, tree, deed):
    giver, row = a_prescription(tree, "A"), a_prescription(tree, "B", note="For B")
    a_dose = Exercise(sets=1, reps=5).dose
    change_prescription(
        prescription=row, change=Change(a_dose, Frequency(), note="For B"), by=tree.physio
    )
    before = fingerprint(again(row))
    other = an_exercise("Squat")
    of = row if deed == "row-swap" else tree
    send(priya_client, deed, of, line=[row.code], sets="4", dose_of=giver.code, exercise=other.code)
    assert fingerprint(again(row)) != before
    send(priya_client, "back", tree)
    assert fingerprint(again(row)) == before
    send(priya_client, "back", tree)
    assert fingerprint(again(row)) == before


def test_nothing_is_put_back_over_what_was_written_since(priya_client, priya, tree, row):
    send(priya_client, "many", tree, line=[row.code], sets="4")
    change = Change(BRIDGE, Frequency("times_a_week", n=5))
    change_prescription(prescription=row, change=change, by=priya)
    send(priya_client, "back", tree)
    assert again(row).frequency.n == 5


@pytest.mark.parametrize(
    ("deed", "said"),
    [("many", {"often": "3x/week"}), ("many", {"line": "x", "sets": "2"}), ("many", {"line": "row"}),
     ("many", {"line": "row", "often": "sometimes 7"}), ("many", {"line": "row", "sets": "99"}),
     ("copy-dose", {"line": "row"}), ("copy-dose", {"dose_of": "row"}),
     ("copy-dose", {"line": "row", "dose_of": "nonsense"})],
)  # fmt: skip
def test_nothing_ticked_or_nothing_said_is_told(priya_client, tree, row, deed, said):
    said = {name: str(row.code) if value == "row" else value for name, value in said.items()}
    assert send(priya_client, deed, tree, **said).status_code == 422
    assert again(row).dose == row.dose


@pytest.mark.parametrize("deed", ONE_ROW_DEEDS)
def test_rows_of_others_and_of_running_plans_are_not_there(
    client, priya_client, olu, sam, row, deed
):
    client.force_login(olu.user)
    assert send(client, deed, row).status_code == 404
    client.force_login(sam.physio.user)
    assert send(client, deed, a_prescription(a_programme(sam))).status_code == 404
    if deed != "row-fields":
        assert client.get(reverse(f"build:{deed}", args=[row.code])).status_code == 405


def test_new_criteria_ask_for_new_words_for_the_patient(priya_client, tree):
    stage = tree.stages.get()
    said = {"name": "Start", "from_week": 1, "to_week": 2, "move_on": "Pain ≤3/10"}
    plain = {"move_on_plain": "Pain is 3 out of 10 at most."}
    assert send(priya_client, "stage-change", stage, **said, **plain).status_code == 200
    said["move_on"] = "Pain ≤2/10"
    refused = send(priya_client, "stage-change", stage, **said, **plain)
    assert refused.status_code == 422
    assert "say it anew for the patient" in refused.content.decode()
    kept = send(priya_client, "stage-change", stage, **said, **plain, still_fits="on")
    assert kept.status_code == 200
    stage.refresh_from_db()
    assert (stage.move_on, stage.move_on_plain) == ("Pain ≤2/10", plain["move_on_plain"])


def test_stages_are_added_copied_changed_moved_and_taken_out(priya_client, tree, row):
    send(priya_client, "stage-add", tree)
    first, second = tree.stages.current().order_by("position")
    send(priya_client, "stage-copy", first)
    assert names_in(tree) == [["Glute bridge"], ["Glute bridge"], []]
    said = {"name": "Calm down", "from_week": 1, "to_week": 2, "aim": "Less pain"}
    answer = send(priya_client, "stage-change", first, **said)
    assert "Weeks 1–2: Calm down" in answer.content.decode()
    assert send(priya_client, "stage-change", first, **{**said, "to_week": 0}).status_code == 422
    for weeks in ({"from_week": 0}, {"to_week": 999}, {"from_week": 3}):
        assert send(priya_client, "stage-change", first, **said | weeks).status_code == 422
    send(priya_client, "stage-move", first, to="down")
    order = [stage.name for stage in tree.stages.current().order_by("position")]
    assert order == ["Start", "Calm down", "Step 2"]
    answer = send(priya_client, "stage-remove", second)
    assert reverse("build:stage-restore", args=[second.code]) in answer.content.decode()
    assert tree.stages.current().count() == 2
    send(priya_client, "stage-restore", second)
    assert tree.stages.current().count() == 3
