"""What do the starter templates say in other languages? See docs/translating.md."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from exercises.content_files import read_json
from exercises.content_languages import as_columns, digest_of

from .models import Prescription, Programme, Stage

Row = dict[str, Any]

PROGRAMME = "name goal suits not_for evidence education avoid hold_rule step_back_rule".split()
STAGE = "name aim week_changes running_advice move_on move_on_plain".split()
PRESCRIPTION = "note dose_note".split()


def pain_note(rule: Row) -> str:
    """The rule's two further tests, and where it comes from, for the physio."""
    said = [rule.get(key, "") for key in ("after", "trend", "note")]
    return " ".join(text if text.endswith(".") else f"{text}." for text in said if text)


def words_of(content: Row) -> Row:
    """The words for people in a template's file, in the shape of a translation."""
    running = content.get("running_rule") or ""
    return {
        **said_of(content, PROGRAMME),
        "running_rule": running if isinstance(running, str) else running.get("text", ""),
        "pain_note": pain_note(content.get("pain_rule") or {}),
        "stages": [
            said_of(stage, STAGE)
            | {"prescriptions": [said_of(one, PRESCRIPTION) for one in stage["prescriptions"]]}
            for stage in content["stages"]
        ],
    }


def said_of(row: Row, names: Iterable[str]) -> Row:
    return {name: row[name] for name in names if row.get(name)}


def is_stale(words: Row, content: Row) -> bool:
    """Whether the English changed since; a file without a digest is taken at its word."""
    return "english" in words and words["english"] != digest_of(words_of(content))


def say_template(
    programme: Programme,
    stages: Sequence[tuple[Stage, Sequence[Prescription]]],
    language: str,
    content: Row,
) -> None:
    """Put the words of one language on a template that is not yet saved."""
    words = words_of(content)
    own = {name: said for name, said in words.items() if name != "stages"}
    programme.say_in(language, as_columns(own))
    for (stage, prescriptions), said in zip(stages, words["stages"], strict=True):
        stage.say_in(language, as_columns(said_of(said, STAGE)))
        for prescription, its in zip(prescriptions, said["prescriptions"], strict=True):
            prescription.say_in(language, its)


def complaints(folder: Path, language: str) -> list[str]:
    """What is missing in a language, or was made from words that have changed since."""
    found = []
    for path in sorted(folder.glob("*.json")):
        content, there = read_json(path), read_json(folder / language / path.name)
        if not there:
            found.append(f"programme {path.stem}: not translated")
            continue
        found += [f"programme {path.stem}: {what}" for what in lacking(words_of(content), there)]
        if is_stale(there, content) or "english" not in there:
            found.append(f"programme {path.stem}: the English changed, or it is not stamped")
    return found


def lacking(english: Row, content: Row) -> list[str]:
    """Fields of the English that a translation leaves empty, and lists of another length."""
    words = words_of(content)
    if [len(s["prescriptions"]) for s in words["stages"]] != [
        len(s["prescriptions"]) for s in english["stages"]
    ]:
        return ["other stages or prescriptions than in English"]
    pairs = [("", english, words)]
    for n, (stage, said) in enumerate(zip(english["stages"], words["stages"], strict=True), 1):
        pairs.append((f"stage {n} ", stage, said))
        for m, two in enumerate(zip(stage["prescriptions"], said["prescriptions"], strict=True), 1):
            pairs.append((f"stage {n} prescription {m} ", *two))
    return [
        f"{where}{name}"
        for where, one, other in pairs
        for name, said in one.items()
        if said and (not other.get(name) or len_differs(said, other[name]))
    ]


def len_differs(one: Any, other: Any) -> bool:
    return isinstance(one, list) and len(one) != len(other)
