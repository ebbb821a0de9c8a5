"""What do the starter content files say? Reads them into plain columns and links."""

import json
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from .dosing.dose import validate
from .dosing.frequency import Frequency
from .dosing.shorthand import ShorthandError, parse

CONTENT = Path(__file__).parent / "content"
LINES = ("aliases", "steps", "cues", "common_mistakes", "cautions", "stop_if", "variants")
AS_WRITTEN = (
    "slug", "name", "part", "role", "region", "position", "laterality", "difficulty",
    "start_position", "end_position", "evidence_note", "evidence_figures", "credit",
    "licence", "figure_alt_start", "figure_alt_end",
)  # fmt: skip
LINKS = ("muscles_primary", "muscles_secondary", "equipment", "optional_equipment", "sources")

Row = dict[str, Any]


class ContentError(ValueError):
    """A content file says something that cannot be loaded; the message names the file."""


def read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except ValueError as error:
        raise ContentError(f"{path.name}: {error}") from None


def list_rows(folder: Path) -> dict[str, list[Row]]:
    """Regions, muscles, equipment, sources and red flags, each as a list of columns."""
    return {
        "regions": read_json(folder / "regions.json"),
        "muscles": read_json(folder / "muscles.json"),
        "equipment": read_json(folder / "equipment.json"),
        "sources": [
            {"check_note" if name == "check" else name: value for name, value in row.items()}
            for row in read_json(folder / "sources.json")
        ],
        "red_flags": [
            {"key": slugify(row["text"])[:60], **row}
            for row in read_json(folder / "red_flags.json")
        ],
    }


def search_words(folder: Path) -> dict[str, list[str]]:
    """What people say in a search, and the words of the library that it may mean."""
    rows = read_json(folder / "search_words.json")
    return {words: row["means"] for row in rows for words in row["said"]}


def exercise_rows(folder: Path) -> list[Row]:
    """Every exercise with its dose, its links by slug and its videos."""
    told = {path: read_json(path) for path in sorted((folder / "exercises").glob("*.json"))}
    harder = harder_links(told.values())
    videos = defaultdict(list)
    for video in read_json(folder / "videos.json"):
        videos[video["exercise"]].append(video)
    return [
        {name: said[name] for name in (*AS_WRITTEN, *LINKS)}
        | {name: "\n".join(said[name]) for name in LINES}
        | usual_dose(path.name, said)
        | {"harder": sorted(harder[said["slug"]]), "videos": videos[said["slug"]]}
        for path, said in told.items()
    ]


def harder_links(exercises) -> dict[str, set[str]]:
    """For each slug the harder ones: said by itself, or by those that call it easier."""
    harder = defaultdict(set)
    for said in exercises:
        harder[said["slug"]].update(said["harder"])
        for easier in said["easier"]:
            harder[easier].add(said["slug"])
    return harder


def usual_dose(file_name: str, said: Row) -> Row:
    """The default dose: what the shorthand says, and from the long form what it leaves out."""
    more = said.get("default_dosage", {})
    timed_as = "duration" if said["part"] == "release" else "hold"
    try:
        read = parse(said["default_shorthand"], timed_as=timed_as, side=more.get("side", "both"))
    except ShorthandError as error:
        raise ContentError(f"{file_name}: {error}") from None
    given = {name: value for name, value in left_out(more).items() if not getattr(read.dose, name)}
    dose = replace(read.dose, **given)
    if errors := validate(dose):
        raise ContentError(f"{file_name}: {' '.join(errors)}")
    # "Up to once a day" limits; how often it is meant to be done stands in the long form.
    is_limit = read.frequency is not None and read.frequency.kind == "as_needed"
    if read.frequency is None or (is_limit and more.get("days_per_week")):
        return {"dose": dose, "frequency": usual_frequency(more)}
    return {"dose": dose, "frequency": read.frequency}


def left_out(more: Row) -> Row:
    """What the long form adds to a line of shorthand: rest, tempo, load and effort."""
    said = {"rest_s": more.get("rest_s"), "tempo": more.get("tempo") or "",
            "load_text": more.get("load") or ""}  # fmt: skip
    effort = more.get("intensity") or {}
    if effort.get("scale", "").startswith("RPE"):
        low, high = float(effort["min"]), float(effort["max"])
        said |= {"effort_scale": "rpe", "effort_min": low, "effort_max": high}
    elif effort:
        said["feel_max"] = effort["max"]
    return {name: value for name, value in said.items() if value}


def usual_frequency(more: Row) -> Frequency:
    days, slots = more.get("days_per_week", 7), more.get("times_per_day", 1)
    if days >= 7:
        return Frequency(times_per_day=slots)
    return Frequency(kind="times_a_week", n=days, times_per_day=slots)


def article_rows(folder: Path) -> list[Row]:
    """Every article: what stands between the lines of dashes, and the text under them."""
    return [article_row(path) for path in sorted((folder / "articles").glob("*.md"))]


def article_row(path: Path) -> Row:
    _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
    said = dict(line.split(": ", 1) for line in head.strip().splitlines())
    return {
        "slug": path.stem,
        "title": said["title"],
        "summary": said["summary"],
        "position": int(said["position"]),
        "reading_minutes": int(said["reading_minutes"]),
        "body": body.strip(),
        "sources": listed(said["sources"]),
        "exercises": listed(said["exercises"]),
    }


def listed(text: str) -> list[str]:
    return [piece.strip() for piece in text.split(",") if piece.strip()]


def poses(folder: Path) -> dict[str, Row]:
    """The pose of each exercise that has one, by slug."""
    return {path.stem: read_json(path) for path in sorted((folder / "poses").glob("*.json"))}
