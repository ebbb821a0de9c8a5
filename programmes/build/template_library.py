"""Which templates can a physio choose from, and whose are they?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from patients.access import patients_visible_to

from ..models import Programme
from .outline import with_sizes

MOST_WORDS = 6


@dataclass(frozen=True)
class TemplateLibrary:
    """The physio's own drafts, what the clinic shares, and what everybody starts from."""

    own: Sequence[Programme]
    clinics: Sequence[Programme]
    starters: Sequence[Programme]
    is_archive: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.own or self.clinics or self.starters)


def library_for(user, words: str = "", *, archived: bool = False) -> TemplateLibrary:
    """Templates with every word in name or goal, in one query; or those that were archived."""
    if archived:
        own = Programme.objects.own_templates_of(user)
        found = own.filter(archived_on__isnull=False)
    else:
        found = Programme.objects.usable_by(user)
    for word in words.split()[:MOST_WORDS]:
        found = found.filter(Q(name__icontains=word) | Q(goal__icontains=word))
    return build_library(with_sizes(found).select_related("physio__user"), is_archive=archived)


def open_drafts_for(user) -> list[Programme]:
    """What is being written for patients the reader may see, the newest first; in one query."""
    drafts = Programme.objects.drafts().filter(drafted_for__in=patients_visible_to(user))
    return list(drafts.select_related("drafted_for", "physio__user").order_by("-created_at"))


def build_library(templates: Iterable[Programme], *, is_archive: bool) -> TemplateLibrary:
    found = list(templates)
    return TemplateLibrary(
        own=[one for one in found if one.clinic_id and one.shared_on is None],
        clinics=[one for one in found if one.clinic_id and one.shared_on],
        starters=[one for one in found if one.clinic_id is None],
        is_archive=is_archive,
    )
