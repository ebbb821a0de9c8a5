"""Which forms does a page hold, and would anything in it run that its author did not mean?"""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Literal
from urllib.parse import parse_qsl, urljoin, urlsplit

Kind = Literal["text", "number", "when", "choice", "hidden", "file"]
KINDS: dict[str, Kind] = {
    "number": "number",
    "range": "number",
    "date": "when",
    "time": "when",
    "datetime-local": "when",
    "month": "when",
    "file": "file",
    "hidden": "hidden",
    "radio": "choice",
    "checkbox": "choice",
    "submit": "choice",
}
LINK_ATTRIBUTES = ("href", "src", "action", "formaction", "srcset", "hx-get", "hx-post")
# What a planted text would become if a page took it for markup.
MARK = "xss"


@dataclass
class PageForm:
    """One form: where it goes, and each field with its kind what it would send and what it offers."""

    action: str
    method: str
    kinds: dict[str, Kind] = field(default_factory=dict)
    filled: dict[str, list[str]] = field(default_factory=dict)
    offered: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, kind: Kind, value: str, *, is_sent: bool) -> None:
        self.kinds.setdefault(name, kind)
        self.filled.setdefault(name, [])
        self.offered.setdefault(name, []).append(value)
        if is_sent:
            self.filled[name].append(value)


class Page(HTMLParser):
    """The forms of a page, the names in its links' queries, and every mark that came alive."""

    def __init__(self, address: str, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.address = address
        self.forms: list[PageForm] = []
        self.by_id: dict[str, PageForm] = {}
        self.asked: set[str] = set()
        self.alive: list[str] = []
        self.open: PageForm | None = None
        self.select: tuple[PageForm, str] | None = None
        self.area: tuple[PageForm, str] | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = {name: value or "" for name, value in attrs}
        self.look_for_marks(tag, had)
        if tag == "a":
            self.asked |= {name for name, _ in parse_qsl(urlsplit(had.get("href", "")).query)}
        if tag == "form":
            self.open = self.form(had.get("action"), had.get("method", "get"), had.get("id", ""))
        form = self.by_id.get(had.get("form", ""), self.open)
        if post := had.get("hx-post"):
            form = form or self.form(post, "post", "")
        if form is not None and (name := had.get("name")):
            self.take(tag, name, had, form)
        if tag == "option" and self.select:
            form, name = self.select
            form.add(name, "choice", had.get("value", ""), is_sent="selected" in had)

    def form(self, action: str | None, method: str, form_id: str) -> PageForm:
        made = PageForm(urljoin(self.address, action or self.address), method.lower())
        self.forms.append(made)
        if form_id:
            self.by_id[form_id] = made
        return made

    def take(self, tag: str, name: str, had: dict[str, str], form: PageForm) -> None:
        if tag in ("input", "button"):
            given = had.get("type", "text" if tag == "input" else "submit")
            is_chosen = given not in ("radio", "checkbox", "submit", "file") or "checked" in had
            is_sent = is_chosen and tag == "input"
            form.add(name, KINDS.get(given, "text"), had.get("value", ""), is_sent=is_sent)
        elif tag == "select":
            form.add(name, "choice", "", is_sent=False)
            self.select = form, name
        elif tag == "textarea":
            form.add(name, "text", "", is_sent=True)
            self.area = form, name

    def handle_data(self, data: str) -> None:
        if self.area:
            form, name = self.area
            form.filled[name][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.area = None

    def look_for_marks(self, tag: str, had: dict[str, str]) -> None:
        if MARK in tag or MARK in had:
            self.alive.append(f"<{tag} {' '.join(had)}>")
        for name in LINK_ATTRIBUTES:
            if had.get(name, "").strip().lower().startswith(("javascript:", "data:text")):
                self.alive.append(f"<{tag} {name}={had[name]!r}>")
