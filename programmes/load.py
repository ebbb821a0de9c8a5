"""How do the starter templates get into the database? From content files, safely repeated.

A template remembers the digest of its own rows as they were loaded. As long as the rows still
have that digest nobody has edited them, and they may follow the file; else they are kept.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import translation

from exercises.content_files import ContentError
from exercises.content_languages import languages_in
from exercises.dosing.dose import Dose
from exercises.dosing.frequency import Frequency
from exercises.dosing.shorthand import parse
from exercises.load import digest, plain, translations_of
from exercises.models import Exercise, Source

from .content_languages import is_stale, pain_note, say_template
from .models import Prescription, Programme, Stage

CONTENT_DIR = Path(__file__).parent / "content"
TEXTS = "name goal suits not_for evidence hold_rule step_back_rule".split()
MADE_TEXTS = "education avoid running_rule pain_note".split()
STAGE_COLUMNS = "position name aim from_week to_week week_changes running_advice move_on".split()
# Left out of a digest while it is empty: those made before there was such a column still hold.
PLAIN = "move_on_plain"
COLUMNS = "position must_do note shorthand".split()

Filled = tuple[Stage, Sequence[Prescription]]


@dataclass
class TemplateReport:
    """Names of templates, by what happened to them."""

    added: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept_edits: list[str] = field(default_factory=list)


@transaction.atomic
def load_templates(content_dir: Path = CONTENT_DIR) -> TemplateReport:
    """Load or refresh the shared templates; one that somebody edited here is left alone.

    A changed template gets its stages anew. Assigned programmes are copies and never touched.
    Raises Exercise.DoesNotExist, ContentError or ShorthandError when a file is wrong; nothing
    is kept then.
    """
    report = TemplateReport()
    exercises = {e.slug: e for e in Exercise.objects.filter(clinic__isnull=True).defer("pose")}
    sources = {source.key: source for source in Source.objects.all()}
    for path in sorted(content_dir.glob("*.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        load_one(content, report, exercises, sources, elsewhere(path))
    return report


def elsewhere(path: Path) -> dict[str, dict]:
    """What the files of the same name say in other languages; none made from older words."""
    found = {name: path.parent / name / path.name for name in languages_in(path.parent)}
    return {
        name: json.loads(other.read_text(encoding="utf-8"))
        for name, other in found.items()
        if other.exists()
    }


def load_one(
    content: dict,
    report: TemplateReport,
    exercises: dict[str, Exercise],
    sources: dict[str, Source],
    in_others: dict[str, dict],
) -> None:
    said = programme_said(content)
    stages = [filled_stage(n, one, exercises) for n, one in enumerate(content["stages"], start=1)]
    cited = [source_named(key, sources, said) for key in content.get("sources", [])]
    for language, words in in_others.items():
        if not is_stale(words, content):
            say_template(said, stages, language, words)
    said.loaded_digest = digest_of(said, cited, stages)
    existing = Programme.objects.filter(
        slug=content["slug"], patient__isnull=True, clinic__isnull=True
    ).first()
    if existing and is_edited(existing):
        report.kept_edits.append(existing.name)
    elif existing and existing.loaded_digest == said.loaded_digest:
        report.unchanged.append(said.name)
    else:
        (report.updated if existing else report.added).append(said.name)
        write(said, cited, stages, into=existing)


def programme_said(content: dict) -> Programme:
    """The template of a file, not yet saved."""
    return Programme(
        slug=content["slug"],
        **{name: content.get(name) or "" for name in TEXTS},
        education="\n".join(content.get("education", [])),
        avoid="\n".join(content.get("avoid", [])),
        running_rule=(content.get("running_rule") or {}).get("text", ""),
        pain_note=pain_note(content.get("pain_rule") or {}),
    )


def source_named(key: str, sources: dict[str, Source], programme: Programme) -> Source:
    if key not in sources:
        raise ContentError(f"{programme.name}: there is no source “{key}”")
    return sources[key]


def is_edited(programme: Programme) -> bool:
    """Whether somebody changed the template or anything in it since it was loaded."""
    rows = programme.stages.prefetch_related("prescriptions__exercise")
    stages = [(stage, list(stage.prescriptions.all())) for stage in rows]
    return digest_of(programme, programme.sources.all(), stages) != programme.loaded_digest


def digest_of(programme: Programme, cited: Iterable[Source], stages: Iterable[Filled]) -> str:
    """Of everything that a file says about a template, the same saved or not."""
    return digest(
        {
            **columns(programme, TEXTS + MADE_TEXTS),
            "sources": sorted(source.key for source in cited),
            "stages": [
                stage_said(stage) | {"prescriptions": [row_of(one) for one in its]}
                for stage, its in stages
            ],
        }
    )


def stage_said(stage: Stage) -> dict[str, Any]:
    return columns(stage, [*STAGE_COLUMNS, PLAIN] if stage.move_on_plain else STAGE_COLUMNS)


def row_of(prescription: Prescription) -> dict[str, Any]:
    frequency = asdict(prescription.frequency)
    return {
        **columns(prescription, COLUMNS),
        "exercise": prescription.exercise.slug,
        "dose": {name: even(value) for name, value in asdict(prescription.dose).items()},
        "frequency": frequency | {"weekdays": list(frequency["weekdays"])},
    }


def columns(row: Programme | Stage | Prescription, names: Iterable[str]) -> dict[str, Any]:
    """What a row itself says, as it is written and in other languages."""
    with translation.override(None):
        written = {name: plain(getattr(row, name)) for name in names}
    return written | translations_of(row)


def even(value: Any) -> Any:
    """7 and 7.0 are one number, whichever of them the database gives back."""
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def write(
    said: Programme, cited: Sequence[Source], stages: Sequence[Filled], *, into: Programme | None
) -> None:
    """Save what a file says; an existing template keeps its row and code."""
    programme = into or said
    for name in (*TEXTS, *MADE_TEXTS, "in_other_languages", "loaded_digest"):
        setattr(programme, name, getattr(said, name))
    programme.save()
    programme.sources.set(cited)
    keep_marks(programme, stages)
    programme.stages.all().delete()
    for stage, prescriptions in stages:
        stage.programme = programme
        stage.save()
        Prescription.objects.bulk_create(prescriptions)


def keep_marks(programme: Programme, stages: Sequence[Filled]) -> None:
    """What is still the same stage, and the same exercise in it, is known by its earlier mark.

    So programmes that came from the template know which of its rows was changed.
    """
    codes = dict(programme.stages.values_list("position", "code"))
    rows = Prescription.objects.filter(stage__programme=programme).order_by("position", "pk")
    lines: dict[tuple[int, int], list[UUID]] = defaultdict(list)
    for position, exercise, line in rows.values_list("stage__position", "exercise", "line"):
        lines[position, exercise].append(line)
    for stage, prescriptions in stages:
        stage.code = codes.get(stage.position, stage.code)
        for prescription in prescriptions:
            if known := lines[stage.position, prescription.exercise_id]:
                prescription.line = known.pop(0)


def filled_stage(position: int, content: dict, exercises: dict[str, Exercise]) -> Filled:
    """A stage and its prescriptions, not yet saved."""
    stage = Stage(
        position=position,
        name=content["name"],
        aim=content.get("aim", ""),
        from_week=content["from_week"],
        to_week=content["to_week"],
        week_changes="\n".join(content.get("week_changes", [])),
        running_advice=content.get("running_advice", ""),
        move_on="\n".join(content.get("move_on", [])),
        move_on_plain="\n".join(content.get("move_on_plain", [])),
    )
    return stage, list(prescriptions(stage, content, exercises))


def prescriptions(
    stage: Stage, content: dict, exercises: dict[str, Exercise]
) -> Iterator[Prescription]:
    for position, item in enumerate(content["prescriptions"], start=1):
        if item["exercise"] not in exercises:
            raise Exercise.DoesNotExist(f"{stage.name}: no exercise “{item['exercise']}”.")
        exercise = exercises[item["exercise"]]
        prescription = Prescription(
            stage=stage,
            exercise=exercise,
            position=position,
            must_do=item["must_do"],
            note=item["note"],
            shorthand=item["shorthand"],
        )
        prescription.dose = dose_of(item, exercise)
        prescription.frequency = frequency_of(item["frequency"])
        yield prescription


def dose_of(item: dict, exercise: Exercise) -> Dose:
    """What the shorthand says; what it is silent about comes from the stored value."""
    stored = item["dose"]
    timed_as = "duration" if exercise.part == Exercise.Part.RELEASE else "hold"
    dose = parse(item["shorthand"], timed_as=timed_as, side=stored.get("side", "both")).dose
    silent = {
        name: stored[name]
        for name, value in asdict(dose).items()
        if value in (None, "") and isinstance(stored.get(name), int | str)
    }
    # A number of steps, a note in brackets: the item's own note says it in the patient's words.
    return replace(dose, **silent | {"note": "" if item["note"] else dose.note})


def frequency_of(stored: dict) -> Frequency:
    return Frequency(
        kind=stored["kind"],
        weekdays=tuple(stored.get("weekdays") or ()),
        n=stored.get("n"),
        times_per_day=stored.get("times_per_day") or 1,
        max_per_day=stored.get("max_per_day"),
    )
