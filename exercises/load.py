"""How does the starter content get into the library without overwriting anybody's edits?

A row remembers the digest of what it was loaded as. As long as the row itself still has that
digest, nobody has edited it, and it may follow the files. Otherwise it is kept as it is.
"""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from django.db import models, transaction
from django.utils import timezone, translation

from . import content_files
from .content_files import CONTENT, ContentError, Row
from .content_languages import translations
from .drawing import set_pose
from .models import (
    Article,
    Equipment,
    Exercise,
    Muscle,
    PublishedModel,
    RedFlag,
    Region,
    Source,
    VideoLink,
)
from .models.dosed import DosedModel
from .models.translated import TranslatedModel

TRANSLATIONS = "in_other_languages"
DOSE_COLUMNS = [f.name for f in DosedModel._meta.get_fields() if f.name != TRANSLATIONS]


@dataclass
class LoadReport:
    """What was done: counts by kind of content, and the rows left alone because edited here."""

    created: dict[str, int] = field(default_factory=dict)
    updated: dict[str, int] = field(default_factory=dict)
    unchanged: dict[str, int] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The report in words, one line for each kind of content and each row kept."""
        return [
            f"{kind}: {self.created[kind]} new, {self.updated[kind]} updated, "
            f"{self.unchanged[kind]} unchanged"
            for kind in self.created
        ] + [f"kept: {name} was edited here" for name in self.kept]


@dataclass(frozen=True)
class Shelf:
    """One kind of content: which columns and links come from the files."""

    model: type[models.Model]
    key: str
    columns: tuple[str, ...]
    links: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    def rows(self) -> models.QuerySet:
        """The rows that loading may touch: those every clinic shares."""
        shared = {"clinic": None} if issubclass(self.model, PublishedModel) else {}
        rows = self.model.objects.filter(**shared).prefetch_related(*self.links)
        return rows.select_related("region") if "region" in self.columns else rows


SHELVES = {
    "regions": Shelf(Region, "slug", ("slug", "name", "position")),
    "muscles": Shelf(Muscle, "slug", ("slug", "name", "plain_name", "region")),
    "equipment": Shelf(Equipment, "slug", ("slug", "name", "maker", "price_note", "note")),
    "sources": Shelf(Source, "key", ("key", "citation", "link", "check_note")),
    "red_flags": Shelf(RedFlag, "key", ("key", "level", "text", "why", "position")),
}
EXERCISES = Shelf(
    Exercise,
    "slug",
    (*content_files.AS_WRITTEN, *content_files.LINES, *DOSE_COLUMNS),
    (*content_files.LINKS, "harder", "videos"),
)
ARTICLES = Shelf(
    Article,
    "slug",
    ("slug", "title", "summary", "body", "reading_minutes", "position"),
    ("sources", "exercises"),
)


@transaction.atomic
def load_exercises(content_dir: Path = CONTENT) -> LoadReport:
    """Load lists, exercises with drawings and videos, and articles; safe to run again.

    Raises ContentError, and then nothing is loaded.
    """
    report, elsewhere = LoadReport(), translations(content_dir)
    for name, rows in content_files.list_rows(content_dir).items():
        fill(SHELVES[name], rows, report, elsewhere.get(name))
    fill(EXERCISES, content_files.exercise_rows(content_dir), report, elsewhere["exercises"])
    fill(ARTICLES, content_files.article_rows(content_dir), report, elsewhere["articles"])
    draw_anew(content_files.poses(content_dir))
    return report


def fill(
    shelf: Shelf,
    rows: list[Row],
    report: LoadReport,
    elsewhere: dict[str, dict[str, dict[str, str]]] | None = None,
) -> None:
    """Create what is new, renew what nobody has edited, and keep the rest.

    `elsewhere` has the words in other languages, by key and language.
    """
    old = {getattr(row, shelf.key): row for row in shelf.rows()}
    fresh, changed, unchanged = [], [], 0
    make = maker(shelf)
    for said in rows:
        row, existing = make(said), old.get(said[shelf.key])
        for language, texts in (elsewhere or {}).get(said[shelf.key], {}).items():
            row.say_in(language, texts)
        row.loaded_digest = digest(columns_of(shelf, row) | links_said(shelf, said))
        if existing is None:
            fresh.append((row, said))
        elif is_edited(shelf, existing):
            report.kept.append(str(existing))
        elif existing.loaded_digest == row.loaded_digest:
            unchanged += 1
        else:
            row.pk = existing.pk
            changed.append((row, said))
    if fresh or changed:
        save(shelf, fresh, changed)
    report.created[shelf.kind] = len(fresh)
    report.updated[shelf.kind] = len(changed)
    report.unchanged[shelf.kind] = unchanged


def maker(shelf: Shelf):
    """A function that turns what a file says into a row that is not yet saved."""
    regions = {region.slug: region for region in Region.objects.all()}
    published = {"status": PublishedModel.Status.PUBLISHED, "published_at": timezone.now()}
    is_published = issubclass(shelf.model, PublishedModel)

    def make(said: Row) -> models.Model:
        values = {name: value for name, value in said.items() if name not in shelf.links}
        if "region" in values:
            if values["region"] not in regions:
                raise ContentError(f"{said[shelf.key]}: unknown region “{values['region']}”")
            values["region"] = regions[values["region"]]
        return shelf.model(**values, **(published if is_published else {}))

    return make


def is_edited(shelf: Shelf, row: models.Model) -> bool:
    """Whether somebody changed the row, or made it here, since it was loaded."""
    links = {name: sorted(map(name_of, getattr(row, name).all())) for name in shelf.links}
    return digest(columns_of(shelf, row) | links) != row.loaded_digest


def columns_of(shelf: Shelf, row: models.Model) -> Row:
    """What the row itself says, as it is written and in other languages."""
    with translation.override(None):
        written = {name: plain(getattr(row, name)) for name in shelf.columns}
    return written | translations_of(row)


def translations_of(row: models.Model) -> Row:
    """The translations of a row, if it has any."""
    return {TRANSLATIONS: said} if (said := getattr(row, TRANSLATIONS, None)) else {}


def links_said(shelf: Shelf, said: Row) -> Row:
    return {name: sorted(map(name_of, said[name])) for name in shelf.links}


def name_of(thing: models.Model | Row | str) -> str:
    """What a link calls its target: a slug, a source's key, or a video's host and id."""
    if isinstance(thing, str):
        return thing
    if isinstance(thing, dict):
        return f"{thing['host']}:{thing['video_id']}"
    if isinstance(thing, VideoLink):
        return f"{thing.host}:{thing.video_id}"
    return thing.key if isinstance(thing, Source) else thing.slug


def plain(value):
    """The value as it comes back from database and form: line ends and blank ends even out."""
    if isinstance(value, models.Model):
        return name_of(value)
    if isinstance(value, str):
        return "\n".join(line.rstrip() for line in value.strip().splitlines())
    return value


def digest(content: Row) -> str:
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def save(shelf: Shelf, fresh: list[tuple], changed: list[tuple]) -> None:
    shelf.model.objects.bulk_create([row for row, _ in fresh])
    if changed:
        columns = [*shelf.columns, "loaded_digest"]
        columns += [TRANSLATIONS] * issubclass(shelf.model, TranslatedModel)
        shelf.model.objects.bulk_update([row for row, _ in changed], columns)
    for name in shelf.links:
        if name == "videos":
            save_videos(fresh + changed)
        else:
            save_links(shelf, name, fresh + changed)


def save_links(shelf: Shelf, name: str, rows: list[tuple]) -> None:
    """Make one many-to-many relation of these rows say what the files say, in two writes."""
    relation = shelf.model._meta.get_field(name)
    through = relation.remote_field.through
    here = through._meta.get_field(relation.m2m_field_name()).attname
    there = through._meta.get_field(relation.m2m_reverse_field_name()).attname
    targets = relation.related_model.objects.all()
    if issubclass(relation.related_model, PublishedModel):
        targets = targets.filter(clinic=None)
    ids = {name_of(target): target.pk for target in targets}
    wanted = [
        through(**{here: row.pk, there: id_of(target, ids, row, name)})
        for row, said in rows
        for target in said[name]
    ]
    through.objects.filter(**{f"{here}__in": [row.pk for row, _ in rows]}).delete()
    through.objects.bulk_create(wanted)


def id_of(target: str, ids: dict[str, int], row: models.Model, link: str) -> int:
    if target not in ids:
        raise ContentError(f"{row}: “{target}” under {link} does not exist")
    return ids[target]


def save_videos(rows: list[tuple]) -> None:
    """Add the videos that are missing and take away those the files no longer name."""
    ids = [row.pk for row, _ in rows]
    present = VideoLink.objects.filter(exercise__in=ids)
    there = {(video.exercise_id, name_of(video)): video for video in present}
    wanted = {
        (row.pk, name_of(said_of)): VideoLink(
            exercise=row,
            position=position,
            **{column: said_of[column] for column in ("host", "video_id", "title", "channel")},
        )
        for row, said in rows
        for position, said_of in enumerate(said["videos"])
    }
    gone = [video.pk for key, video in there.items() if key not in wanted]
    VideoLink.objects.filter(pk__in=gone).delete()
    VideoLink.objects.bulk_create(video for key, video in wanted.items() if key not in there)


def draw_anew(poses: dict[str, Row]) -> None:
    """Give each shared exercise its current drawing, edited or not: editors cannot draw."""
    stale = []
    loaded = Exercise.objects.filter(clinic=None).exclude(loaded_digest="")
    for exercise in loaded.prefetch_related("muscles_primary"):
        before = exercise.figure_key
        muscles = [muscle.slug for muscle in exercise.muscles_primary.all()]
        set_pose(exercise, poses.get(exercise.slug), muscles)
        if exercise.figure_key != before:
            stale.append(exercise)
    Exercise.objects.bulk_update(stale, ["pose", "figure_key"])
