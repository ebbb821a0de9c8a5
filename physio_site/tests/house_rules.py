"""Which files break the rules of the house (docs/layout.md)? Reads sources, runs none of them."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

APPS = ("patients", "exercises", "programmes")  # each may import only those before it
PROJECT = "physio_site"
BANNED_NAMES = frozenset(
    ["util", "utils", "helper", "helpers", "service", "services", "manager", "managers"]
    + ["signal", "signals", "mixin", "mixins", "core", "common", "misc"]
)
# Arithmetic without Django or a database; each is a module or a whole folder.
PURE = (
    "patients.contrast",
    "patients.pain_rule",
    "exercises.dosing",
    "exercises.figures",
    "exercises.matching",
    "programmes.schedule",
    "programmes.adherence",
    "programmes.burden",
    "programmes.active_weeks",
    "programmes.remind.sealed",
    "programmes.remind.when",
)
# A validator may raise Django's error and a word may be translated without touching a database.
LIGHT_DJANGO = (
    "django.conf.",
    "django.core.exceptions.",
    "django.core.validators.",
    "django.utils.",
)
MODELS, WORK, FORMS, EDGE = 2, 3, 4, 5
EDGE_NAMES = frozenset(
    ("views", "urls", "admin", "apps", "context", "commands", "management", "templatetags")
)
MAX_FUNCTION, MAX_VIEW, MAX_PYTHON, MAX_TEMPLATE = 40, 25, 400, 120


@dataclass(frozen=True)
class Module:
    """One Python file of the project: its dotted name and what it says."""

    name: str
    path: Path
    source: str = field(repr=False)

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    @property
    def parts(self) -> list[str]:
        return self.name.split(".")

    @property
    def app(self) -> str:
        return self.parts[0]

    @property
    def is_test(self) -> bool:
        return "tests" in self.parts or self.parts[-1] == "conftest"

    @property
    def is_migration(self) -> bool:
        return "migrations" in self.parts

    def imported_names(self) -> Iterator[tuple[str, bool]]:
        """Dotted names this file imports, and whether each import stands at the top level."""
        nested = {
            id(inner)
            for outer in ast.walk(self.tree)
            if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
            for inner in ast.walk(outer)
        }
        for node in ast.walk(self.tree):
            at_top = id(node) not in nested
            if isinstance(node, ast.Import):
                yield from ((alias.name, at_top) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                start = self.absolute(node)
                yield from ((f"{start}.{alias.name}".strip("."), at_top) for alias in node.names)

    def absolute(self, node: ast.ImportFrom) -> str:
        """The dotted name after `from`, relative dots resolved."""
        if not node.level:
            return node.module or ""
        is_package = self.path.name == "__init__.py"
        package = self.parts if is_package else self.parts[:-1]
        base = package[: len(package) - node.level + 1]
        return ".".join([*base, *([node.module] if node.module else [])])


def in_lines(found: list) -> str:
    """What a test found, one a line, shown whole however long the list is."""
    return "\n" + "\n".join(map(str, found))


class House:
    """All Python files below a folder, and what each imports."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.modules: dict[str, Module] = {}
        for top in (*APPS, PROJECT):
            for path in sorted((root / top).rglob("*.py")):
                relative = path.relative_to(root)
                name = ".".join(relative.with_suffix("").parts).removesuffix(".__init__")
                self.modules[name] = Module(name, relative, path.read_text(encoding="utf-8"))
        self.layers: dict[str, int] = {}

    def imports_of(self, module: Module) -> list[Module]:
        """The project's own modules that a module imports, packages before what is in them."""
        found = []
        for name, _ in module.imported_names():
            while name and name not in self.modules:
                name = name.rpartition(".")[0]
            if name and name != module.name:
                found.append(self.modules[name])
        return found

    def feature_of(self, module: Module) -> str:
        """Such as build, follow or review: a folder with addresses of its own; else empty."""
        folder = module.parts[1] if len(module.parts) > 1 else ""
        return folder if f"{module.app}.{folder}.urls" in self.modules else ""

    def layer_of(self, module: Module) -> int:
        """1 pure, 2 models, 3 access, reads and actions, 4 forms, 5 views and other edges."""
        if module.name not in self.layers:
            self.layers[module.name] = 1  # stands while a circle of imports is walked
            self.layers[module.name] = self.measure(module)
        return self.layers[module.name]

    def measure(self, module: Module) -> int:
        inside = module.parts[1:]
        if "models" in inside:
            return MODELS
        if EDGE_NAMES.intersection(inside):
            return EDGE
        if "forms" in inside:
            return FORMS
        uses_django = any(
            name.split(".")[0] == "django" and not name.startswith(LIGHT_DJANGO)
            for name, _ in module.imported_names()
        )
        below = max((self.layer_of(other) for other in self.imports_of(module)), default=1)
        return WORK if uses_django or below >= MODELS else 1


def breaches(root: Path) -> list[str]:
    """Every breach of the rules below this folder, one sentence each, sorted."""
    house = House(root)
    found: list[str] = []
    for module in house.modules.values():
        for rule in (direction, layers, purity, imports_at_top, names, python_sizes):
            found += [f"{module.path.as_posix()}: {words}" for words in rule(house, module)]
    for path in sorted({*root.glob("templates/**/*"), *root.glob("*/templates/**/*")}):
        if path.suffix in (".html", ".txt", ".svg"):
            where = path.relative_to(root).as_posix()
            text = path.read_text(encoding="utf-8")
            found += [f"{where}: {words}" for words in template_rules(path, text)]
    return sorted(found)


def direction(house: House, module: Module) -> Iterator[str]:
    """patients <- exercises <- programmes; features stay apart; physio_site is nobody's."""
    for other in house.imports_of(module):
        if PROJECT in (module.app, other.app):
            if module.app != PROJECT and not module.is_test:
                yield f"imports {other.name}, and nothing imports {PROJECT}"
        elif APPS.index(other.app) > APPS.index(module.app):
            yield f"imports {other.name}, against {' <- '.join(APPS)}"
        elif house.feature_of(other) not in ("", house.feature_of(module)) and not module.is_test:
            # The edge of the app itself (its commands) may call on any feature.
            if not house.feature_of(module) and house.layer_of(module) == EDGE:
                continue
            yield f"imports {other.name}: features do not import one another"


def layers(house: House, module: Module) -> Iterator[str]:
    """Inside an app, imports reach only up or sideways; reads never import writes."""
    if module.is_test or module.is_migration or module.app == PROJECT:
        return
    own = house.layer_of(module)
    for other in house.imports_of(module):
        theirs = house.layer_of(other)
        if theirs > own and other.app == module.app:
            yield f"imports {other.name}, layer {own} reaching down to layer {theirs}"
        if own == WORK and is_writing(other) and not is_writing(module):
            yield f"imports {other.name}: reads never import writes"


def is_writing(module: Module) -> bool:
    return module.parts[-1] == "actions" or "actions" in module.parts[1:]


def purity(house: House, module: Module) -> Iterator[str]:
    """The declared pure modules stay free of Django and of models."""
    if module.is_test or not any(f"{module.name}.".startswith(f"{pure}.") for pure in PURE):
        return
    uses_django = any(name.split(".")[0] == "django" for name, _ in module.imported_names())
    if uses_django or house.layer_of(module) != 1:
        yield "is declared pure, and imports what is not"


def imports_at_top(house: House, module: Module) -> Iterator[str]:
    for name, at_top in module.imported_names():
        if not at_top:
            yield f"imports {name} below the top of the file"


def names(house: House, module: Module) -> Iterator[str]:
    for part in module.parts:
        for word in BANNED_NAMES.intersection(part.split("_")):
            yield f"'{word}' is no name for a module: say what it does"


def python_sizes(house: House, module: Module) -> Iterator[str]:
    """Long files, functions and views."""
    if module.is_migration:
        return
    lines = module.source.count("\n")
    if lines > MAX_PYTHON:
        yield f"has {lines} lines, more than {MAX_PYTHON}"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            is_view = "views" in module.parts and [a.arg for a in node.args.args[:1]] == ["request"]
            limit = MAX_VIEW if is_view else MAX_FUNCTION
            if length > limit:
                yield f"{node.name}() has {length} lines, more than {limit}"


INLINE = (
    ("an inline style", re.compile(r"<style\b(?![^>]*\bnonce\s*=)|\sstyle\s*=", re.I)),
    # A block of data is not run, and the policy lets it be.
    ("an inline script", re.compile(r"<script\b(?![^>]*(?:\bsrc\s*=|application/json))", re.I)),
    ("an inline handler", re.compile(r"<[^>]*\son[a-z]+\s*=", re.I)),
    (
        "a request to a foreign host",
        re.compile(
            r"<(?!a\b)[a-z][^>]*\s(?:src|srcset|href|data|poster|action)\s*=\s*[\"']?\s*(?:https?:)?//",
            re.I,
        ),
    ),
)


def template_rules(path: Path, text: str) -> Iterator[str]:
    """Long templates, and what a strict Content-Security-Policy would refuse.

    Mails have no such policy, and mail programs understand little but style attributes.
    """
    lines = text.count("\n")
    if lines > MAX_TEMPLATE:
        yield f"has {lines} lines, more than {MAX_TEMPLATE}"
    without_comments = re.sub(
        r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", text, flags=re.S
    )
    for what, pattern in INLINE:
        allowed = what == "an inline style" and "email" in path.parts
        if not allowed and pattern.search(without_comments):
            yield f"has {what}"
