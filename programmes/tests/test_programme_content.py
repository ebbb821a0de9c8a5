"""Are the starter programmes whole, and do they refer only to what the library holds?"""

import json
import re
from pathlib import Path

import pytest

from exercises.plain_words import avoided_words


def words(text: str) -> set[str]:
    return set(text.split())


ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "exercises" / "content"
FILES = ROOT / "programmes" / "content"
PROGRAMMES = {
    path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FILES.glob("*.json"))
}
WEEKS_SAID = re.compile(r"\d+ (weeks|Wochen)")
RUNNER = "runner-tight-glutes-12w"
WEEKS = {
    RUNNER: 12,
    "gluteal-tendinopathy-8w": 8,
    "patellofemoral-hip-knee-8w": 8,
    "low-back-pain-starter-6w": 6,
    "lateral-ankle-sprain-6w": 6,
    "hip-osteoarthritis-12w": 12,
    "achilles-midportion-12w": 12,
}
FIELDS = words(
    "slug name goal suits not_for evidence education avoid facts hold_rule step_back_rule "
    "pain_rule running_rule outcome_plan sources stages"
)
STAGE_FIELDS = words(
    "key name aim from_week to_week week_changes running_advice move_on move_on_plain "
    "estimated_min prescriptions"
)

each_programme = pytest.mark.parametrize("programme", PROGRAMMES.values(), ids=PROGRAMMES.keys())


def prescriptions(programme: dict) -> list[dict]:
    return [one for stage in programme["stages"] for one in stage["prescriptions"]]


def library_slugs() -> set[str]:
    return {path.stem for path in (LIBRARY / "exercises").glob("*.json")}


def source_keys() -> set[str]:
    return {row["key"] for row in json.loads((LIBRARY / "sources.json").read_text("utf-8"))}


def texts_in(value: object) -> list[str]:
    """All strings of a JSON value, however deep."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for one in inner for text in texts_in(one)]


def test_the_runner_plan_and_the_six_templates_are_there():
    assert set(PROGRAMMES) == set(WEEKS)
    others = [one for slug, one in PROGRAMMES.items() if slug != RUNNER]
    assert len(prescriptions(PROGRAMMES[RUNNER])) == 30
    assert sum(len(prescriptions(one)) for one in others) == 70


@each_programme
def test_a_programme_has_every_field(programme):
    assert set(programme) == FIELDS
    assert PROGRAMMES[programme["slug"]] is programme
    for field in ("name", "goal", "suits", "not_for", "evidence", "education", "sources"):
        assert programme[field]
    assert "red flag" in programme["suits"] + programme["not_for"]
    for stage in programme["stages"]:
        assert set(stage) == STAGE_FIELDS
        assert stage["name"]
        assert stage["aim"]
        assert stage["move_on"]
        assert stage["prescriptions"]


@each_programme
def test_its_stages_follow_one_another_without_a_gap(programme):
    weeks = [(stage["from_week"], stage["to_week"]) for stage in programme["stages"]]
    assert [start for start, _ in weeks] == [1] + [end + 1 for _, end in weeks[:-1]]
    assert weeks[-1][1] == WEEKS[programme["slug"]]
    assert len({stage["key"] for stage in programme["stages"]}) == len(weeks)


@each_programme
def test_its_exercises_and_sources_exist(programme):
    assert {one["exercise"] for one in prescriptions(programme)} <= library_slugs()
    cited = set(programme["sources"])
    cited.update(programme["pain_rule"]["sources"], programme["running_rule"]["sources"])
    assert cited <= source_keys()
    for stage in programme["stages"]:
        slugs = [one["exercise"] for one in stage["prescriptions"]]
        assert len(slugs) == len(set(slugs))


@each_programme
def test_each_dose_carries_its_shorthand_and_a_frequency(programme):
    for one in prescriptions(programme):
        assert set(one) == {"exercise", "shorthand", "dose", "frequency", "must_do", "note"}
        assert one["shorthand"]
        assert {"sets", "side"} <= set(one["dose"])
        assert {"reps", "hold_s", "duration_s"} & set(one["dose"])
        assert len(one["note"]) <= 200


@each_programme
def test_each_frequency_says_just_what_its_kind_needs(programme):
    for one in prescriptions(programme):
        frequency = one["frequency"]
        assert set(frequency) == {"kind", "weekdays", "n", "times_per_day"}
        assert frequency["kind"] in {"daily", "weekdays", "every_n_days", "times_a_week"}
        assert bool(frequency["weekdays"]) == (frequency["kind"] == "weekdays")
        assert (frequency["n"] is None) == (frequency["kind"] in {"daily", "weekdays"})
        assert 1 <= frequency["times_per_day"] <= 3


def test_no_day_of_the_runner_plan_has_more_than_four_main_exercises():
    for stage in PROGRAMMES[RUNNER]["stages"]:
        assert sum(one["must_do"] for one in stage["prescriptions"]) <= 4


@each_programme
def test_its_pain_limits_are_the_default_and_say_where_they_come_from(programme):
    rule = programme["pain_rule"]
    assert (rule["green_max"], rule["amber_max"]) == (3, 5)
    assert set(rule["actions"]) == {"green", "amber", "red"}
    assert all(rule["actions"].values())
    assert "Achilles" in programme["evidence"]


FOR_AUTHORS = ("sources differ", "clinic setting", "cut-off", "to be re-checked")


@each_programme
def test_its_rules_speak_to_the_physio_and_not_to_who_writes_content(programme):
    said = "\n".join(texts_in(programme)).casefold()
    assert [words for words in FOR_AUTHORS if words in said] == []


@each_programme
def test_the_name_leaves_the_weeks_to_the_page_that_counts_them(programme):
    german = json.loads((FILES / "de" / f"{programme['slug']}.json").read_text("utf-8"))
    assert [name for name in (programme["name"], german["name"]) if WEEKS_SAID.search(name)] == []


@each_programme
def test_its_words_are_fit_for_patients(programme):
    assert avoided_words("\n".join(texts_in(programme))) == []
