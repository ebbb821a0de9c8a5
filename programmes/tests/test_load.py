"""Do the starter templates load, again and again, without touching what somebody edited?"""

import json
from pathlib import Path

import pytest

from exercises.content_files import ContentError
from exercises.dosing.shorthand import ShorthandError, parse
from exercises.models import Exercise, Source
from exercises.tests.library import an_exercise
from programmes.build.actions import assign
from programmes.build.offers import given_from
from programmes.load import CONTENT_DIR, dose_of, load_templates, stage_said
from programmes.models import Prescription, Programme, Stage

ITEMS = [
    (path.stem, item)
    for path in sorted(CONTENT_DIR.glob("*.json"))
    for stage in json.loads(path.read_text(encoding="utf-8"))["stages"]
    for item in stage["prescriptions"]
]
AMOUNTS = (
    "sets sets_max reps reps_max hold_s hold_s_max duration_s duration_s_max rest_s side".split()
)
BRIDGE = {
    "exercise": "glute-bridge",
    "shorthand": "3 x 12, 2 s hold, RPE 7",
    "dose": {"sets": 3, "reps": 12, "hold_s": 2, "side": "both", "rest_s": 60},
    "frequency": {"kind": "every_n_days", "weekdays": [], "n": 2, "times_per_day": 1},
    "must_do": True,
    "note": "Slowly.",
}
STAGE = {"name": "Settle", "from_week": 1, "to_week": 2, "prescriptions": [BRIDGE]}


@pytest.fixture
def bridge(db):
    return an_exercise("Glute bridge")


@pytest.fixture
def folder(tmp_path):
    """A folder of content with one small template."""
    Source.objects.create(key="S1", citation="A trial")
    write(tmp_path)
    return tmp_path


def write(folder: Path, **changes) -> None:
    content = {"slug": "runner", "name": "Runner", "sources": ["S1"], "stages": [STAGE]} | changes
    (folder / "runner.json").write_text(json.dumps(content), encoding="utf-8")


def outcome(folder: Path) -> dict[str, list[str]]:
    report = vars(load_templates(folder))
    return {name: names for name, names in report.items() if names}


def test_a_template_is_loaded_once_and_then_unchanged(bridge, folder):
    assert outcome(folder) == {"added": ["Runner"]}
    first = Programme.objects.get()
    assert outcome(folder) == {"unchanged": ["Runner"]}
    assert Programme.objects.get().code == first.code
    assert (Stage.objects.count(), Prescription.objects.count()) == (1, 1)


def test_a_new_version_of_the_file_reaches_a_template_that_nobody_edited(bridge, folder):
    load_templates(folder)
    code = Programme.objects.get().code
    write(folder, goal="Run again")
    assert outcome(folder) == {"updated": ["Runner"]}
    programme = Programme.objects.get()
    assert (programme.code, programme.goal) == (code, "Run again")
    assert outcome(folder) == {"unchanged": ["Runner"]}


EDITS = {
    "its name": lambda: Programme.objects.update(name="Our runner"),
    "its sources": lambda: Programme.objects.get().sources.clear(),
    "a stage": lambda: Stage.objects.update(aim="Something else"),
    "one more stage": lambda: Stage.objects.create(
        programme=Programme.objects.get(), position=2, name="More", from_week=3, to_week=4
    ),
    "a dose": lambda: Prescription.objects.update(reps=15),
    "a frequency": lambda: Prescription.objects.update(frequency_n=3),
    "must-do": lambda: Prescription.objects.update(must_do=False),
    "one exercise less": lambda: Prescription.objects.all().delete(),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_a_template_that_was_edited_here_is_left_alone(bridge, folder, edit):
    load_templates(folder)
    edit()
    write(folder, goal="Run again")
    name = Programme.objects.get().name
    assert outcome(folder) == {"kept_edits": [name]}
    assert Programme.objects.get().goal == ""


def test_plain_words_reach_a_template_that_was_loaded_before_there_were_any(bridge, folder):
    assert "move_on_plain" not in stage_said(Stage())
    load_templates(folder)
    write(folder, stages=[STAGE | {"move_on_plain": ["It feels easy."]}])
    assert outcome(folder) == {"updated": ["Runner"]}
    assert Stage.objects.get().move_on_plain == "It feels easy."
    assert outcome(folder) == {"unchanged": ["Runner"]}
    Stage.objects.update(move_on_plain="It is easy.")
    assert outcome(folder) == {"kept_edits": ["Runner"]}


def test_a_form_that_only_changes_line_ends_is_no_edit(bridge, folder):
    write(folder, education=["One.", "Two."])
    load_templates(folder)
    Programme.objects.update(education="One.\r\nTwo. \r\n")
    assert outcome(folder) == {"unchanged": ["Runner"]}


def test_a_clinics_own_template_and_a_patients_copy_are_never_touched(bridge, folder, priya, sam):
    load_templates(folder)
    template = Programme.objects.get()
    copy = assign(template=template, patient=sam, start_on=sam.local_today(), by=priya)
    own = Programme.objects.create(name="Ours", slug="runner", clinic=priya.clinic)
    write(folder, goal="Run again")
    load_templates(folder)
    assert Programme.objects.get(pk=copy.pk).goal == ""
    assert Prescription.objects.filter(stage__programme=copy).count() == 1
    assert Programme.objects.get(pk=own.pk).goal == ""


WRONG = {
    "an exercise that is not there": (BRIDGE | {"exercise": "nothing"}, Exercise.DoesNotExist),
    "a dose that says nothing": (BRIDGE | {"shorthand": "banana"}, ShorthandError),
}


@pytest.mark.parametrize(("item", "error"), WRONG.values(), ids=WRONG)
def test_a_wrong_file_is_refused_and_nothing_is_kept(bridge, folder, item, error):
    stage = {"name": "Settle", "from_week": 1, "to_week": 2, "prescriptions": [item]}
    write(folder, stages=[stage])
    with pytest.raises(error):
        load_templates(folder)
    assert Programme.objects.count() == 0


def test_a_source_that_is_not_there_is_refused(bridge, folder):
    write(folder, sources=["S99"])
    with pytest.raises(ContentError, match="S99"):
        load_templates(folder)


def test_there_are_a_hundred_items_to_load():
    assert len(ITEMS) == 100


@pytest.mark.parametrize(("slug", "item"), ITEMS)
def test_the_loaded_dose_is_the_stored_one(slug, item):
    path = CONTENT_DIR.parents[1] / f"exercises/content/exercises/{item['exercise']}.json"
    part = json.loads(path.read_text(encoding="utf-8"))["part"]
    dose = dose_of(item, Exercise(part=part))
    stored = {name: value for name, value in item["dose"].items() if name in AMOUNTS}
    assert {name: as_stored(dose, name, value) for name, value in stored.items()} == stored


def as_stored(dose, name, stored):
    """A range stands in the files as a pair, as its lower end with a "_max", or as its middle."""
    low, high = getattr(dose, name), getattr(dose, f"{name}_max", None)
    if isinstance(stored, list):
        return [low, high]
    if high is not None and stored == (low + high) / 2:
        return stored
    return low


@pytest.mark.parametrize(("slug", "item"), ITEMS)
def test_where_the_shorthand_says_how_often_the_stored_frequency_says_the_same(slug, item):
    said = parse(item["shorthand"]).frequency
    if said:
        stored = item["frequency"]
        assert (said.kind, said.n, said.times_per_day) == (
            stored["kind"],
            stored["n"],
            stored["times_per_day"],
        )


def test_what_a_new_version_of_the_file_changed_is_offered_to_who_has_the_old_one(
    bridge, folder, priya, sam
):
    load_templates(folder)
    template = Programme.objects.templates().get()
    assign(template=template, patient=sam, start_on=sam.local_today(), by=priya)
    write(folder, stages=[{**STAGE, "prescriptions": [BRIDGE | {"note": "Slower."}]}])
    assert outcome(folder) == {"updated": ["Runner"]}
    (given,) = given_from(template, priya.user)
    assert [offer.in_words for offer in given.offers] == ["Glute bridge: note: “Slower.”"]
