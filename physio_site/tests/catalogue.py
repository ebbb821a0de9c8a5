"""What stands in a catalogue of translations, and which words of the product need one?"""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation.template import templatize

BASE = settings.BASE_DIR
CALLS = frozenset(("_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"))
# Which words are for staff alone: their pages may wait for a translation.
STAFF = re.compile(
    r"templates/(build|review|admin|rehearse)/|programmes/(build|review|rehearse)/"
    r"|exercises/(admin|forms/editing)|/management/|physio_site/|programmes/changes"
    r"|templates/patients/(_clinic_tabs|_handover|_shared|access_record|care|carer_rights|carers"
    r"|clinic|edit|hand|invitation|member|staff)"
    r"|patients/(views|actions|forms)/(clinic|details|invitation|care|carers|staff)"
    r"|templates/(base_clinic|components/staff|handout/no_pdf|missed/(list|reason|own_list)"
    r"|talk/(thread|ready)|demo/)|/tests/"
)
PLACES = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


@dataclass
class Entry:
    """One text of a catalogue: what is written, its plural, and the translations."""

    text: str = ""
    plural: str = ""
    said: tuple[str, ...] = ()
    is_fuzzy: bool = False


def entries_of(path: Path) -> dict[str, Entry]:
    """The texts of a .po file, by what is written."""
    found = {}
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if not line.startswith("#~")]
        parts: dict[str, str] = {}
        for line in lines:
            if named := re.match(r'(msg\w+(?:\[\d\])?) (".*")$', line):
                part, text = named.groups()
                parts[part] = ast.literal_eval(text)
            elif line.startswith('"'):
                parts[part] += ast.literal_eval(line)
        if parts.get("msgid"):
            said = tuple(text for name, text in parts.items() if name.startswith("msgstr"))
            fuzzy = any(line.startswith("#,") and "fuzzy" in line for line in lines)
            entry = Entry(parts["msgid"], parts.get("msgid_plural", ""), said, fuzzy)
            found[entry.text] = entry
    return found


# A call with its strings whole: "%(name)s" holds a bracket too.
_STRING = r"""u?'(?:\\.|[^'\\])*'|u?"(?:\\.|[^"\\])*\""""
_CALL = re.compile(rf"(?:n?p?gettext|_)\((?:{_STRING}|[^()'\"])*\)", re.DOTALL)


def patient_words() -> dict[str, str]:
    """Every text that a patient may meet, and the file it stands in."""
    found: dict[str, str] = {}
    folders = [BASE / name for name in ("templates", "patients", "exercises", "programmes")]
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(BASE).as_posix()
            if path.suffix in (".py", ".html", ".txt") and not STAFF.search(name):
                for text in words_in(path):
                    found.setdefault(text, name)
    return found


def words_in(path: Path) -> set[str]:
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return words_of(ast.parse(source))
    calls = _CALL.findall(templatize(source))
    return {text for call in calls for text in words_of_call(call)}


def words_of_call(call: str) -> set[str]:
    """The texts in a piece of what Django makes of a template for xgettext."""
    try:
        return words_of(ast.parse(call.strip().replace("count)", "0)")))
    except SyntaxError:
        return set()


def words_of(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            first = node.args[0] if node.args else None
            is_text = isinstance(first, ast.Constant) and isinstance(first.value, str)
            if name in CALLS and is_text and first.value:
                found.add(first.value)
    return found
