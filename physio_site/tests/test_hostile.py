"""Does anything break, or run, whatever is sent? Every form, address, header and body of each role.

Nothing is listed here by hand: addresses come from the URL patterns, forms from the pages.
"""

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from .addresses import PARAMETER, Address, all_addresses
from .demo_world import allowed, the_world
from .hostile_values import (
    ALL,
    BODIES,
    BY_KIND,
    COOKIES,
    HEADERS,
    LONG,
    MARKUP,
    PATH_PARTS,
    hostile_files,
)
from .page_forms import Page, PageForm
from .visitor import ENCODED, ROLES, Visitor, is_page, route_of, shape_of

# Names that views look for in a query, besides those found in links and forms.
QUERY_NAMES = {"next", "page", "q", "day", "month", "week", "of", "_popup", "_to_field", "p", "o"}
# A save that ends the visit, or the person's own access, would hide what comes after it.
LONG_FORM = 8
ENDS_THE_VISIT = re.compile(r"logout|sessions/|/end/|password|mfa|2fa")


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Thousands of refusals are meant here; writing them down takes longer than making them."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def known(demo_clinic, django_db_blocker) -> list[Visitor]:
    """A visitor of each role with the pages they find, signed in for all tests of this module."""
    with django_db_blocker.unblock():
        world = the_world()
        visitors = [Visitor(world, role) for role in ROLES]
        assert all(visitor.pages for visitor in visitors)
    return visitors


@pytest.fixture
def visitors(known, no_limits_yet) -> list[Visitor]:
    for visitor in known:
        visitor.broken.clear()
        is_in = not visitor.send("GET", "/")["Location"].startswith("/accounts/")
        assert is_in is (visitor.role != "nobody")
    return known


def broken(visitors: Iterable[Visitor]) -> list[str]:
    return sorted({words for visitor in visitors for words in visitor.broken})


def each_form_once(visitors: list[Visitor], method: str = "post") -> Iterator[tuple]:
    """Every form with the first visitor who finds it: others would send the same to the same."""
    seen = set()
    for visitor in visitors:
        for form in visitor.forms(method):
            if shape_of(form) not in seen:
                seen.add(shape_of(form))
                yield visitor, form


def each_page_once(visitors: list[Visitor]) -> Iterator[tuple[Visitor, Page]]:
    seen = set()
    for visitor in visitors:
        for page in visitor.pages:
            if (route := route_of(page.address)) not in seen:
                seen.add(route)
                yield visitor, page


def test_no_value_in_a_form_breaks_it(visitors, record_property):
    forms = list(each_form_once(visitors))
    before = sum(visitor.asked for visitor in visitors)
    for visitor, form in forms:
        names = list(form.kinds)
        visitor.post(form, {}, says="nothing")
        visitor.post(form, {name: [*form.filled[name], *ALL[:3]] for name in names}, says="lists")
        for shift in range(0, len(ALL), 8):
            mixed = {name: [ALL[(at * 7 + shift) % len(ALL)]] for at, name in enumerate(names)}
            visitor.post(form, mixed, says=f"mixed from {shift}")
        for names in fields_together(form):
            for value in BY_KIND[form.kinds[names[0]]]:
                sent = form.filled | {name: [value] for name in names}
                visitor.post(form, sent, says=f"{names[0]}={value!r:.40}")
    sent = sum(visitor.asked for visitor in visitors) - before
    record_property("hostile", f"{len(forms)} forms, {sent} requests")
    assert broken(visitors) == []


def fields_together(form: PageForm) -> list[list[str]]:
    """The fields one by one; of a long form (the editor's) all of one kind at once.

    Of rows that repeat, "videos-0-url" and "videos-1-url", the last one stands for all.
    """
    once = {re.sub(r"\d+|__prefix__", "#", name): name for name in form.kinds}
    once.pop("csrfmiddlewaretoken", None)  # not looked at in tests
    if len(once) <= LONG_FORM:
        return [[name] for name in once.values()]
    kinds = set(form.kinds.values())
    groups = (
        [name for name in once.values() if form.kinds[name] == kind] for kind in sorted(kinds)
    )
    return [group for group in groups if group]


def test_no_body_and_no_file_breaks_a_form(visitors):
    for number, (visitor, form) in enumerate(each_form_once(visitors)):
        # JSON to every form; of what Django itself has to read a third, in turn.
        for content_type, body in (*BODIES[:2], *BODIES[2 + number % 3 :: 3]):
            says = f"{content_type} {body[:30]}"
            visitor.send("POST", form.action, data=body, content_type=content_type, says=says)
        texts = [name for name, kind in form.kinds.items() if kind == "text"]
        if texts:
            visitor.post(form, form.filled | {texts[-1]: [LONG]}, says="a million characters")
        for name in (name for name, kind in form.kinds.items() if kind == "file"):
            for file in hostile_files():
                upload(visitor, form, name, file)
    assert broken(visitors) == []


def upload(visitor: Visitor, form: PageForm, name: str, file: SimpleUploadedFile) -> None:
    filled = {key: values for key, values in form.filled.items() if values and key != name}
    body = encode_multipart(BOUNDARY, filled | {name: file})
    says = f"{name}={file.name[:30]}"
    visitor.send("POST", form.action, data=body, content_type=MULTIPART_CONTENT, says=says)


def test_no_question_breaks_a_page(visitors):
    pages = list(each_page_once(visitors))
    asked = QUERY_NAMES.union(*(page.asked for _, page in pages))
    asked |= {name for _, form in each_form_once(visitors, "get") for name in form.kinds}
    for visitor, page in pages:
        for shift in range(0, len(ALL), 8):
            mixed = {n: ALL[(at + shift) % len(ALL)][:6000] for at, n in enumerate(sorted(asked))}
            query = urlencode(mixed, errors="surrogatepass")
            visitor.send("GET", f"{page.address}?{query}", says=f"from {shift}")
    assert broken(visitors) == []


def test_no_header_and_no_cookie_breaks_a_page(visitors):
    pages = {page.address.split("/")[1]: (who, page) for who, page in each_page_once(visitors)}
    for visitor, page in pages.values():
        for headers in HEADERS:
            visitor.send("GET", page.address, headers=headers, says=str(headers)[:60])
    for visitor in visitors:
        cookies = visitor.cookies
        for name in ("sessionid", "csrftoken", "messages"):
            for value in COOKIES:
                visitor.cookies = cookies | {name: ""}
                raw = "; ".join(f"{n}={v}" for n, v in (cookies | {name: value}).items())
                visitor.client.cookies.clear()
                visitor.send("GET", "/", headers={"Cookie": raw}, says=f"{name}={value[:20]}")
        visitor.cookies = cookies
    assert broken(visitors) == []


def test_no_address_breaks(visitors):
    for visitor, address in with_a_part_to_choose(visitors):
        for part in PATH_PARTS:
            path = "/" + PARAMETER.sub(lambda found, part=part: part, address.route)
            for verb in ("GET", "POST") if route_of(path) else ("GET",):
                visitor.send(verb, path, data="on=1", content_type=ENCODED)
    assert broken(visitors) == []


def with_a_part_to_choose(visitors: list[Visitor]) -> Iterator[tuple[Visitor, Address]]:
    """Addresses with a parameter, each with somebody who may open it; of the admin, one model's."""
    by_role = {visitor.role: visitor for visitor in visitors}
    for address in all_addresses():
        is_other_model = address.route.startswith("admin/") and "exercise/" not in address.route
        if PARAMETER.search(address.route) and not is_other_model:
            roles = allowed(address)
            role = "nobody" if roles == "public" else sorted(roles)[0]
            yield by_role[role], address


def test_what_somebody_wrote_never_runs_on_any_page(visitors, record_property):
    """Each form is sent with markup in every text field; then everybody looks at every page."""
    kept = 0
    for visitor, form in each_form_once(visitors):
        if ENDS_THE_VISIT.search(form.action):
            continue
        texts = {name: [MARKUP] for name, kind in form.kinds.items() if kind == "text"}
        answer = visitor.post(form, form.filled | texts, keep=True)
        kept += bool(texts) and answer.status_code < 400 and not is_page(answer)
        if "text/html" in answer["Content-Type"]:
            assert Page(form.action, answer.content.decode()).alive == []
    alive, shown = [], Counter()
    for role in ROLES:
        # A fresh sign-in: some of what was saved ends the old ones.
        visitor = Visitor(visitors[0].world, role)
        for path in visitor.every_path():
            answer = visitor.send("GET", path)
            kind = "" if answer.streaming else answer["Content-Type"]
            if "html" in kind or "svg" in kind:
                text = answer.content.decode()
                shown[role] += "&lt;b xss" in text
                alive += [f"{role} {path}: {words}" for words in Page(path, text).alive]
    record_property("planted markup", f"kept by {kept} forms, shown as text: {dict(shown)}")
    assert alive == []
    assert kept >= 10
    assert min(shown[role] for role in ROLES[1:]) > 0, shown
