"""Which addresses does the site have? Found by walking its URL patterns: none is forgotten."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>|\(\?P<(?P<group>\w+)>[^)]*\)")
ANY_VALUE = {
    "uuid": "00000000-0000-4000-8000-000000000000",
    "int": "1",
    "slug": "nothing",
    "str": "nothing",
    "path": "nothing",
    "day": "2026-01-31",
}


@dataclass(frozen=True)
class Address:
    """One URL pattern: its full name, such as "follow:today", and its route."""

    name: str
    route: str

    @property
    def place(self) -> str:
        """The first namespace: admin, follow, review ... or the bare name of a page without one."""
        return self.name.split(":")[0]

    @property
    def names_a_code(self) -> bool:
        """Does it name a person or a thing by its code?"""
        return any(found["kind"] == "uuid" for found in PARAMETER.finditer(self.route))

    def path(self, **values: object) -> str:
        """The path; values go by a parameter's name or kind, and anything that fits does else."""

        def fill(found: re.Match) -> str:
            name, kind = found["name"] or found["group"], found["kind"] or "str"
            return str(values.get(name) or values.get(kind) or ANY_VALUE.get(kind, "nothing"))

        return "/" + PARAMETER.sub(fill, self.route)


def all_addresses(
    resolver: URLResolver | None = None, route: str = "", names: tuple[str, ...] = ()
) -> Iterator[Address]:
    """Every address below a resolver; without one, of the whole site."""
    for entry in (resolver or get_resolver()).url_patterns:
        deeper = route + str(entry.pattern).lstrip("^").replace("\\Z", "").rstrip("$")
        if isinstance(entry, URLPattern):
            yield Address(":".join([*names, entry.name or f"({deeper})"]), deeper)
        elif entry.namespace or entry.app_name:
            yield from all_addresses(entry, deeper, (*names, entry.namespace or entry.app_name))
        else:
            yield from all_addresses(entry, deeper, names)
