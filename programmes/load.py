"""How do the starter templates get into the database? From content files, safely repeated."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from django.db import transaction

from exercises.dosing.dose import Dose
from exercises.dosing.frequency import Frequency
from exercises.dosing.shorthand import parse
from exercises.models import Exercise, Source

from .models import Prescription, Programme, Stage

CONTENT_DIR = Path(__file__).parent / "content"
TEXTS = "name goal suits not_for evidence hold_rule step_back_rule".split()


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
    Raises Exercise.DoesNotExist or ShorthandError when a file is wrong; nothing is kept then.
    """
    report = TemplateReport()
    for path in sorted(content_dir.glob("*.json")):
        load_one(json.loads(path.read_text(encoding="utf-8")), report)
    return report


def load_one(content: dict, report: TemplateReport) -> None:
    wanted = digest(content)
    programme = Programme.objects.filter(
        slug=content["slug"], patient__isnull=True, clinic__isnull=True
    ).first()
    if programme is None:
        programme = Programme(slug=content["slug"])
        outcome = report.added
    elif programme.loaded_digest == wanted:
        outcome = report.unchanged
    elif programme.loaded_digest:
        outcome = report.updated
    else:  # editing a shared template clears its digest
        outcome = report.kept_edits
    outcome.append(content["name"])
    if outcome in (report.added, report.updated) and wanted != programme.loaded_digest:
        write_template(programme, content, wanted)


def digest(content: dict) -> str:
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def write_template(programme: Programme, content: dict, wanted: str) -> None:
    for name in TEXTS:
        setattr(programme, name, content.get(name) or "")
    programme.education = "\n".join(content.get("education", []))
    programme.avoid = "\n".join(content.get("avoid", []))
    programme.running_rule = (content.get("running_rule") or {}).get("text", "")
    programme.pain_note = pain_note(content.get("pain_rule") or {})
    programme.loaded_digest = wanted
    programme.save()
    programme.sources.set(Source.objects.filter(key__in=content.get("sources", [])))
    programme.stages.all().delete()
    exercises = shared_exercises()
    for position, stage_content in enumerate(content["stages"], start=1):
        stage = write_stage(programme, position, stage_content)
        Prescription.objects.bulk_create(prescriptions(stage, stage_content, exercises))


def pain_note(rule: dict) -> str:
    """The rule's two further tests, and where it comes from, for the physio."""
    said = [rule.get(key, "") for key in ("after", "trend", "note")]
    return " ".join(text if text.endswith(".") else f"{text}." for text in said if text)


def shared_exercises() -> dict[str, Exercise]:
    return {e.slug: e for e in Exercise.objects.filter(clinic__isnull=True).defer("pose")}


def write_stage(programme: Programme, position: int, content: dict) -> Stage:
    return Stage.objects.create(
        programme=programme,
        position=position,
        name=content["name"],
        aim=content.get("aim", ""),
        from_week=content["from_week"],
        to_week=content["to_week"],
        week_changes="\n".join(content.get("week_changes", [])),
        running_advice=content.get("running_advice", ""),
        move_on="\n".join(content.get("move_on", [])),
    )


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
