"""What do the starter content files say in other languages, and of which original?

`content/de/` holds the German of the files beside it (docs/translating.md). A translation names
a digest of the English words it was made from; when those change, it is not loaded until
somebody has looked at it again.
"""

import json
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from .content_files import LINES, list_rows, read_json

Texts = dict[str, str]
Row = dict[str, Any]

WORDS = {
    "regions": ("name",),
    "muscles": ("name", "plain_name"),
    "equipment": ("name", "price_note", "note"),
    "red_flags": ("text", "why"),
    "exercises": (
        "name", *LINES, "start_position", "end_position", "evidence_note",
        "figure_alt_start", "figure_alt_end", "dose_note",
    ),
    "articles": ("title", "summary", "body"),
}  # fmt: skip
LISTS = ("regions", "muscles", "equipment", "red_flags")


def languages_in(folder: Path) -> list[str]:
    """The languages that have a folder beside the English files: "de"."""
    return sorted(path.name for path in folder.iterdir() if path.is_dir() and len(path.name) == 2)


def key_of(kind: str) -> str:
    return "key" if kind == "red_flags" else "slug"


def digest_of(words: Any) -> str:
    """A short digest of what a text, or a file of texts, says."""
    return sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()[:12]


def words_in(kind: str, row: Row) -> Row:
    """The words for people of one row, without its empty fields."""
    return {name: row[name] for name in WORDS[kind] if row.get(name)}


def as_columns(words: Row) -> Texts:
    """Lists of points as they are kept: one a line."""
    return {
        name: "\n".join(said) if isinstance(said, list) else said for name, said in words.items()
    }


def rows_in(folder: Path) -> dict[str, dict[str, Row]]:
    """What a folder of one language says: by kind and key, as written in the files."""
    told = {kind: read_json(folder / f"{kind}.json") for kind in LISTS}
    if "sources.json" in {path.name for path in folder.glob("*.json")}:
        told |= {kind: list_rows(folder)[kind] for kind in LISTS}
    told["exercises"] = [read_json(path) for path in sorted((folder / "exercises").glob("*.json"))]
    told["articles"] = [article(path) for path in sorted((folder / "articles").glob("*.md"))]
    return {kind: {row[key_of(kind)]: row for row in rows} for kind, rows in told.items()}


def article(path: Path) -> Row:
    """An article's title, summary and text, with the digest if one is written."""
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    said = dict(line.split(": ", 1) for line in head.strip().splitlines())
    return {"slug": path.stem, **said, "body": body.strip()}


def translations(folder: Path) -> dict[str, dict[str, dict[str, Texts]]]:
    """By kind, key and language: the texts to load. Those of a changed original are left out."""
    found: dict[str, dict[str, dict[str, Texts]]] = {kind: {} for kind in WORDS}
    languages = languages_in(folder)
    english = rows_in(folder) if languages else {}
    for language in languages:
        for kind, rows in rows_in(folder / language).items():
            for key, row in rows.items():
                if key in english[kind] and not is_stale(kind, row, english[kind][key]):
                    texts = as_columns(words_in(kind, row))
                    found[kind].setdefault(key, {})[language] = texts
    return found


def is_stale(kind: str, row: Row, english: Row) -> bool:
    """Whether the English words changed since; a row without a digest is taken at its word."""
    return "english" in row and row["english"] != digest_of(words_in(kind, english))


def complaints(folder: Path, language: str) -> list[str]:
    """What is missing in a language, or was made from words that have changed since."""
    there = rows_in(folder / language)
    return [
        complaint
        for kind, rows in rows_in(folder).items()
        for key, english in rows.items()
        for complaint in about(f"{kind} {key}", kind, english, there[kind].get(key))
    ]


def about(name: str, kind: str, english: Row, row: Row | None) -> Iterable[str]:
    if row is None:
        return [f"{name}: not translated"]
    missing = [f"{name}: no {field}" for field in words_in(kind, english) if not row.get(field)]
    uneven = [
        f"{name}: {field} has {len(row[field])} points, not {len(said)}"
        for field, said in words_in(kind, english).items()
        if isinstance(said, list)
        and field != "aliases"
        and len(row.get(field) or said) != len(said)
    ]
    if "english" not in row:
        return [*missing, *uneven, f"{name}: not stamped"]
    return [*missing, *uneven] + [f"{name}: the English changed"] * is_stale(kind, row, english)
