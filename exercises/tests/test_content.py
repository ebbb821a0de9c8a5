"""Is the starter library whole, consistent and plain enough for patients?"""

import json
import re
from pathlib import Path

import pytest

from exercises.plain_words import WORD, avoided_words, plain_prose, reading_grade


def words(text: str) -> set[str]:
    return set(text.split())


CONTENT = Path(__file__).parent.parent / "content"
MAIN = words(
    "glute-squeeze glute-bridge single-leg-bridge clamshell side-lying-hip-abduction "
    "banded-lateral-walk hip-hitch step-up single-leg-squat single-leg-romanian-deadlift "
    "standing-hip-external-rotation quadruped-hip-extension side-plank pocket-physio-glute-max "
    "ball-glute-med-wall ball-piriformis-seated ball-tfl-wall foam-roller-glutes figure-4-lying "
    "figure-4-seated pigeon-stretch knee-to-opposite-shoulder standing-hip-flexor-stretch "
    "90-90-hip-stretch"
)
SUPPORTING = words(
    "isometric-hip-abduction-supine isometric-hip-abduction-standing offset-bridge "
    "double-leg-squat offset-squat side-step band-side-slide sit-to-stand wall-sit step-down "
    "standing-hip-abduction heel-raise-double heel-raise-single heel-raise-seated "
    "single-leg-balance ankle-alphabet knee-to-wall band-ankle-eversion hop-in-place cat-cow "
    "pelvic-tilt bird-dog dead-bug hip-hinge-drill walking stationary-cycling"
)
FIELDS = words(
    "slug name aliases part role region muscles_primary muscles_secondary equipment "
    "optional_equipment position laterality difficulty start_position end_position steps cues "
    "common_mistakes cautions stop_if variants default_shorthand default_dosage harder easier "
    "evidence_note evidence_figures sources figure_alt_start figure_alt_end credit licence"
)
PATIENT_FIELDS = words(
    "name aliases start_position end_position steps cues common_mistakes cautions stop_if "
    "variants evidence_note figure_alt_start figure_alt_end"
)
GRADE_LIMIT = 6


def rows(name: str) -> list[dict]:
    return json.loads((CONTENT / f"{name}.json").read_text(encoding="utf-8"))


def column(name: str, key: str = "slug") -> set[str]:
    return {row[key] for row in rows(name)}


def article(path: Path) -> tuple[dict[str, str], str]:
    """The front matter as text by key, and the Markdown below it."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return dict(line.split(": ", 1) for line in head.strip().splitlines()), body


def listed(value: str) -> set[str]:
    return {part.strip() for part in value.split(",") if part.strip()}


EXERCISES = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((CONTENT / "exercises").glob("*.json"))
}
ARTICLES = {path.stem: article(path) for path in sorted((CONTENT / "articles").glob("*.md"))}

each_exercise = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES.keys())
each_article = pytest.mark.parametrize("slug", ARTICLES)


def test_the_24_exercises_and_the_26_supporting_ones_are_there():
    assert (len(MAIN), len(SUPPORTING)) == (24, 26)
    assert set(EXERCISES) == MAIN | SUPPORTING


@each_exercise
def test_an_exercise_has_every_field_and_its_file_is_named_after_it(exercise):
    assert set(exercise) == FIELDS
    assert EXERCISES[exercise["slug"]] is exercise
    assert exercise["part"] in {"strengthen", "release", "stretch"}
    assert exercise["laterality"] in {"bilateral", "unilateral", "alternating"}
    assert exercise["difficulty"] in {1, 2, 3, 4}
    assert exercise["default_shorthand"]
    assert exercise["default_dosage"]
    assert exercise["credit"]
    assert exercise["licence"] == "CC BY 4.0"


@each_exercise
def test_what_an_exercise_refers_to_exists(exercise):
    muscles = exercise["muscles_primary"] + exercise["muscles_secondary"]
    equipment = exercise["equipment"] + exercise["optional_equipment"]
    assert exercise["region"] in column("regions")
    assert set(muscles) <= column("muscles")
    assert set(equipment) <= column("equipment")
    assert set(exercise["sources"]) <= column("sources", "key")
    assert {figure["src"] for figure in exercise["evidence_figures"]} <= set(exercise["sources"])
    assert set(exercise["harder"] + exercise["easier"]) <= set(EXERCISES)
    assert exercise["muscles_primary"]
    assert len(muscles) == len(set(muscles))
    assert len(equipment) == len(set(equipment))


@each_exercise
def test_no_equipment_stands_alone(exercise):
    assert exercise["equipment"] == ["none"] or "none" not in exercise["equipment"]
    assert exercise["equipment"]
    assert "none" not in exercise["optional_equipment"]


@each_exercise
def test_the_steps_are_short_and_the_patient_is_told_where_to_feel_it_and_when_to_stop(exercise):
    assert [step for step in exercise["steps"] if len(step.split()) > 12] == []
    assert reading_grade("\n".join(exercise["steps"])) < 4
    assert 2 <= len(exercise["steps"]) <= 6
    assert 1 <= len(exercise["cues"]) <= 3
    assert len(exercise["stop_if"]) >= 3
    assert exercise["common_mistakes"]
    assert exercise["variants"]
    assert exercise["aliases"]


@each_exercise
def test_both_pictures_of_an_exercise_are_described(exercise):
    start, end = exercise["figure_alt_start"], exercise["figure_alt_end"]
    assert 20 <= len(start) <= 250
    assert 20 <= len(end) <= 250
    assert start != end


@each_exercise
def test_an_exercise_says_what_is_known_about_it_and_from_where(exercise):
    assert exercise["evidence_note"]
    assert exercise["sources"]
    if exercise["slug"] in SUPPORTING:
        assert exercise["evidence_figures"] == []


@each_exercise
def test_an_exercise_has_no_words_that_patients_should_not_meet(exercise):
    texts = [exercise[field] for field in PATIENT_FIELDS]
    lines = [line for text in texts for line in ([text] if isinstance(text, str) else text)]
    assert "" not in lines
    assert avoided_words("\n".join(lines)) == []


def test_harder_and_easier_lead_up_without_a_loop():
    easier_than = {slug: set(one["easier"]) for slug, one in EXERCISES.items()}
    for slug, one in EXERCISES.items():
        for harder in one["harder"]:
            easier_than[harder].add(slug)
    while leaves := {slug for slug, easier in easier_than.items() if not easier}:
        easier_than = {
            slug: easier - leaves for slug, easier in easier_than.items() if slug not in leaves
        }
    assert easier_than == {}


@pytest.mark.parametrize("name", ["regions", "muscles", "equipment"])
def test_the_entries_of_a_list_are_named_once_and_used(name):
    entries = rows(name)
    assert len({row["slug"] for row in entries}) == len(entries)
    assert len({row["name"] for row in entries}) == len(entries)
    fields = {
        "regions": ["region"],
        "muscles": ["muscles_primary", "muscles_secondary"],
        "equipment": ["equipment", "optional_equipment"],
    }[name]
    used = set()
    for exercise in EXERCISES.values():
        for field in fields:
            value = exercise[field]
            used.update([value] if isinstance(value, str) else value)
    assert column(name) == used


def test_every_muscle_has_a_plain_name_and_a_region():
    for muscle in rows("muscles"):
        assert muscle["plain_name"]
        assert muscle["region"] in column("regions")


def test_the_pointed_tool_names_its_maker_and_a_price():
    tool = {row["slug"]: row for row in rows("equipment")}["trigger_point_tool"]
    assert "Locker Room Sports" in tool["maker"]
    assert "under 20 dollars" in tool["price_note"]
    assert EXERCISES["pocket-physio-glute-max"]["equipment"] == ["trigger_point_tool"]


def test_all_sources_are_listed_with_a_link_and_how_they_were_checked():
    sources = rows("sources")
    assert [source["key"] for source in sources] == [f"S{number}" for number in range(55)]
    for source in sources:
        assert source["citation"]
        assert re.match(r"https?://", source["link"])
        assert source["check"]


def test_the_red_flags_say_how_urgent_they_are():
    flags = rows("red_flags")
    assert [flag["position"] for flag in flags] == list(range(1, 14))
    assert [flag["level"] for flag in flags].count("emergency") == 5
    assert {flag["level"] for flag in flags} == {"emergency", "urgent", "soon"}
    assert all(flag["text"] and flag["why"] for flag in flags)


def test_no_video_counts_as_checked_before_a_person_has_watched_it():
    videos = rows("videos")
    assert len({(video["exercise"], video["video_id"]) for video in videos}) == len(videos) == 35
    for video in videos:
        assert video["exercise"] in EXERCISES
        assert video["host"] == "youtube"
        assert re.fullmatch(r"[\w-]{11}", video["video_id"])
        assert video["checked_on"] is None


def test_the_eight_articles_are_there_in_order():
    heads = sorted((head for head, _ in ARTICLES.values()), key=lambda head: int(head["position"]))
    assert [int(head["position"]) for head in heads] == list(range(1, 9))
    for head in heads:
        assert set(head) == words("title summary position sources exercises reading_minutes")


@each_article
def test_an_article_cites_exactly_the_sources_it_lists(slug):
    head, body = ARTICLES[slug]
    assert set(re.findall(r"\[(S\d+)\]", body)) == listed(head["sources"])
    assert listed(head["sources"]) <= column("sources", "key")
    assert listed(head["exercises"]) <= set(EXERCISES)


@each_article
def test_an_article_is_short_and_says_what_is_not_known(slug):
    head, body = ARTICLES[slug]
    assert 200 <= len(WORD.findall(plain_prose(body))) <= 500
    assert "## What we don't know" in body
    assert 1 <= int(head["reading_minutes"]) <= 4
    assert len(head["title"]) <= 160
    assert len(head["summary"]) <= 300


@each_article
def test_an_article_reads_easily(slug):
    head, body = ARTICLES[slug]
    grade = reading_grade(f"{head['title']}\n{head['summary']}\n{body}")
    print(f"{slug}: Flesch-Kincaid grade {grade:.1f}")
    assert grade <= GRADE_LIMIT
    assert avoided_words(f"{head['title']} {head['summary']} {body}") == []


def test_the_programme_article_credits_and_links_the_source_article():
    _, body = ARTICLES["about-this-programme"]
    assert "Brad Beer" in body
    assert "POGO Physio" in body
    assert "](https://www.pogophysio.com.au/blog/glut-trigger-point-release-exercise/)" in body
