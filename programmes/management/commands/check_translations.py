"""Say what the starter content lacks in a language, and stamp what somebody has looked at."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand

from exercises import content_languages as library
from exercises.content_files import CONTENT
from programmes import content_languages as templates
from programmes.load import CONTENT_DIR


class Command(BaseCommand):
    help = "Lists what is missing or out of date. --stamp: the translations fit the English now."

    def add_arguments(self, parser) -> None:
        parser.add_argument("language", help="Such as de.")
        parser.add_argument("--stamp", action="store_true")

    def handle(self, *args, language: str, stamp: bool, **options) -> None:
        if stamp:
            stamp_library(CONTENT, language)
            stamp_templates(CONTENT_DIR, language)
        found = library.complaints(CONTENT, language) + templates.complaints(CONTENT_DIR, language)
        for complaint in found:
            self.stdout.write(complaint)
        self.stdout.write(f"{len(found)} to do")


def stamp_library(folder: Path, language: str) -> None:
    """Write into each file and row of the library the digest of the English it stands for."""
    there = folder / language
    english = {
        kind: {key: library.digest_of(library.words_in(kind, row)) for key, row in rows.items()}
        for kind, rows in library.rows_in(folder).items()
    }
    for kind in library.LISTS:
        path = there / f"{kind}.json"
        rows = library.read_json(path)
        key = library.key_of(kind)
        if rows:
            stamped = [row | {"english": english[kind].get(row[key], "")} for row in rows]
            write(path, stamped)
    for path in sorted((there / "exercises").glob("*.json")):
        said = library.read_json(path)
        write(path, said | {"english": english["exercises"].get(said["slug"], "")})
    for path in sorted((there / "articles").glob("*.md")):
        before, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
        lines = [line for line in head.splitlines() if not line.startswith("english: ")]
        lines.append(f"english: {english['articles'].get(path.stem, '')}")
        path.write_text("---\n".join([before, "\n".join(lines) + "\n", body]), encoding="utf-8")


def stamp_templates(folder: Path, language: str) -> None:
    for path in sorted((folder / language).glob("*.json")):
        english = library.read_json(folder / path.name)
        digest = library.digest_of(templates.words_of(english)) if english else ""
        write(path, library.read_json(path) | {"english": digest})


def write(path: Path, said) -> None:
    path.write_text(json.dumps(said, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
