"""Does any text of the starter content that a patient may read speak in a physio's shorthand?"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from exercises.content_files import CONTENT, read_json
from exercises.content_languages import article
from exercises.dosing.dose import in_sentences
from exercises.dosing.frequency import in_words
from exercises.dosing.shorthand import parse
from exercises.models import Exercise
from exercises.plain_words import plain_prose, reading_grade, shorthand_in
from programmes.load import CONTENT_DIR, dose_of, frequency_of

LANGUAGES = ("en", "de")
OF_EXERCISE = (
    "name", "steps", "cues", "common_mistakes", "cautions", "stop_if", "evidence_note",
    "figure_alt_start", "figure_alt_end",
)  # fmt: skip
OF_PROGRAMME = ("name", "goal", "education", "avoid", "running_rule")
OF_STAGE = ("name", "aim", "week_changes", "running_advice", "move_on_plain")
GRADE_LIMIT = 6

in_each_language = pytest.mark.parametrize("language", LANGUAGES)


def folder(root, language: str):
    return root if language == "en" else root / language


def texts(value: Any) -> list[str]:
    """A text, each line of a list, or the text of a running rule."""
    if isinstance(value, dict):
        return [value["text"]]
    return value if isinstance(value, list) else [value] if value else []


def said(row: dict, fields: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    return ((name, text) for name in fields for text in texts(row.get(name)))


def library_texts(language: str) -> Iterator[tuple[str, str]]:
    """What a patient reads of exercises, equipment, warning signs and articles."""
    place = folder(CONTENT, language)
    for path in sorted((place / "exercises").glob("*.json")):
        yield from said(read_json(path), OF_EXERCISE)
    for row in read_json(place / "equipment.json"):
        yield from said(row, ("name",))
    for row in read_json(place / "red_flags.json"):
        yield from said(row, ("text",))
    for path in sorted((place / "articles").glob("*.md")):
        row = article(path)
        yield from said({**row, "body": plain_prose(row["body"])}, ("title", "summary", "body"))


def programme_texts(language: str) -> Iterator[tuple[str, str]]:
    for path in sorted(folder(CONTENT_DIR, language).glob("*.json")):
        content = read_json(path)
        yield from said(content, OF_PROGRAMME)
        for stage in content["stages"]:
            yield from said(stage, OF_STAGE)
            for prescription in stage["prescriptions"]:
                yield from said(prescription, ("note",))


def stages(language: str) -> list[dict]:
    paths = sorted(folder(CONTENT_DIR, language).glob("*.json"))
    return [stage for path in paths for stage in read_json(path)["stages"]]


@in_each_language
def test_no_text_of_the_library_is_in_shorthand(language):
    found = [(text, short) for _, text in library_texts(language) if (short := shorthand_in(text))]
    assert found == []


@in_each_language
def test_no_text_of_a_template_is_in_shorthand(language):
    found = [
        (text, short) for _, text in programme_texts(language) if (short := shorthand_in(text))
    ]
    assert found == []


@in_each_language
def test_no_dose_is_said_in_shorthand(language):
    rows = [read_json(path) for path in (CONTENT / "exercises").glob("*.json")]
    library = {row["slug"]: Exercise(part=row["part"]) for row in rows}
    given = [one for stage in stages("en") for one in stage["prescriptions"]]
    doses = [dose_of(one, library[one["exercise"]]) for one in given]
    doses += [parse(row["default_shorthand"]).dose for row in rows]
    with translation.override(language):
        words = [sentence for dose in doses for sentence in in_sentences(dose)]
        words += [in_words(frequency_of(one["frequency"])) for one in given]
    assert [(text, short) for text in words if (short := shorthand_in(text))] == []


@in_each_language
def test_every_stage_says_in_plain_words_when_to_move_on(language):
    assert all(len(one["move_on_plain"]) >= len(one["move_on"]) for one in stages(language))


@pytest.mark.parametrize(("language", "of_ten"), [("en", "out of 10"), ("de", "von 10")])
def test_the_plain_words_keep_the_clinics_limits(language, of_ten):
    for stage in stages("en"):
        limits = re.findall(r"≤(\d+)/10|RPE ≤(\d+)", "\n".join(stage["move_on"]))
        assert limits_kept(stage, limits, language, of_ten)


def limits_kept(stage: dict, limits: list, language: str, of_ten: str) -> bool:
    other = next(s for e, s in zip(stages("en"), stages(language), strict=True) if e == stage)
    words = "\n".join(other["move_on_plain"])
    return all(f" {one or two} {of_ten}" in words for one, two in limits)


def test_what_a_patient_reads_of_a_stage_reads_easily():
    words = "\n".join(text for name, text in programme_texts("en") if name == "move_on_plain")
    assert reading_grade(words) <= GRADE_LIMIT
