"""How do tests see the site as a person does? A running demo clinic and a real Chromium.

Fixtures (offered to every test by the root conftest):

`demo_clinic` the library and the demo clinic in the database, for the tests of one module. With
              `db` beside it each test's own changes are undone.
`demo_site`   the same, served on a free port. Its tests share the data, so each journey has a
              module of its own; they may use the ORM, and must not ask for `db`.
`page_of`     opens a page as one of the demo's people, `page_of("physio@demo.example", width=390)`,
              or as nobody, `page_of()`. The test fails on anything a browser would complain about:
              a script error, a breach of the content policy, a request to a foreign host.
`counted`     wraps such a page and counts interactions: `counted(page, "editor", budget=8)`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from threading import Condition, Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import connections
from django.test import Client, override_settings
from django.test.utils import setup_databases, teardown_databases

from patients.models import User
from run import find_chromium

from .kept_database import put_in, take_out

if TYPE_CHECKING:  # Playwright is in the test lock only
    from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request

CHROMIUM_OPTIONS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
FAILED = pytest.StashKey[bool]()
HEIGHTS = {390: 844, 1280: 800}


class SilentHandler(WSGIRequestHandler):
    def log_message(self, format: str, *args) -> None:
        """Tests print what matters."""


class CountingHandler(WSGIHandler):
    """Knows how many requests are being answered, so that nobody clears the tables under them."""

    def __init__(self) -> None:
        super().__init__()
        self.change = Condition()
        self.open = 0

    def __call__(self, environ, start_response):
        self.count(1)
        try:
            return super().__call__(environ, start_response)
        finally:
            self.count(-1)

    def count(self, step: int) -> None:
        with self.change:
            self.open += step
            self.change.notify_all()

    def wait_for_the_last(self) -> None:
        with self.change:
            self.change.wait_for(lambda: self.open == 0, timeout=30)


class Site:
    """The running site: its address, and session cookies for its people."""

    def __init__(self) -> None:
        self.server = ThreadedWSGIServer(("127.0.0.1", 0), SilentHandler)
        self.handler = CountingHandler()
        self.server.set_app(self.handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = Thread(target=self.server.serve_forever, args=[0.05], daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()
        self.handler.wait_for_the_last()

    def cookie_of(self, email: str) -> dict[str, str]:
        """A session of this person, as a cookie for a browser."""
        client = Client()
        client.force_login(User.objects.get(email=email))
        name = settings.SESSION_COOKIE_NAME
        return {"name": name, "value": client.cookies[name].value, "url": self.url}


@pytest.fixture(scope="session")
def sqlite_in_a_file(tmp_path_factory) -> None:
    """A served site has threads, and threads cannot share SQLite's in-memory database safely."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        path = tmp_path_factory.mktemp("database") / "test.sqlite3"
        database.setdefault("TEST", {})["NAME"] = str(path)


@pytest.fixture(scope="session")
def django_db_setup(
    sqlite_in_a_file,
    django_db_modify_db_settings_parallel_suffix,
    django_test_environment,
    django_db_blocker,
) -> Iterator[None]:
    """The test database, made also when only `demo_site` asks for it: pytest-django's own fixture
    makes none then, and the tests would find themselves in somebody's real database."""
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=set())
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def kept(tmp_path_factory) -> Path:
    """Where the demo clinic is kept from one module to the next."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="module")
def demo_clinic(django_db_setup, django_db_blocker, tmp_path_factory, kept) -> Iterator[None]:
    """The library and the demo clinic in the database, for the tests of one module."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media):
        put_in(kept)
        yield
        take_out(kept)
        connections.close_all()


@pytest.fixture(scope="module")
def demo_site(demo_clinic) -> Iterator[Site]:
    """The demo clinic on a free port, for the tests of one module."""
    site = Site()
    yield site
    site.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests of this process."""
    path = find_chromium()
    try:
        playwright_api = import_module("playwright.sync_api")
    except ImportError:
        path = ""
    if not path:
        pytest.fail("No Chromium or no Playwright: start the tests with 'python3 run.py test'.")
    # Playwright keeps an event loop in this thread; Django would refuse the ORM beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    options = CHROMIUM_OPTIONS
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options = [*options, "--no-sandbox"]
    with playwright_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=options)
        yield browser
        browser.close()


@pytest.fixture
def page_of(demo_site: Site, chromium: Browser, request) -> Iterator[Callable[..., Page]]:
    """Opens pages as people of the demo; see the top of this file."""
    complaints: list[str] = []
    pages: list[Page] = []

    def open_page(email: str = "", **wishes) -> Page:
        """A page in its own browser context, signed in as `email`, or as nobody."""
        url = wishes.setdefault("base_url", demo_site.url)
        pages.append(page := new_page(chromium, complaints, **wishes))
        if email:
            page.context.add_cookies([demo_site.cookie_of(email) | {"url": url}])
        return page

    yield open_page
    failed = request.node.stash.get(FAILED, False)
    for number, page in enumerate(pages):
        if failed:
            take_picture(page, f"{request.node.name}-{number}")
        page.context.close()
    if not failed:
        assert complaints == []


def new_page(
    chromium: Browser,
    complaints: list[str],
    *,
    base_url: str,
    width: int = 390,
    scheme: str = "light",
    **context,
) -> Page:
    """In a browser context of its own; what the browser complains about is written down."""
    # The worker would fetch forty pages in each test; those on working offline let it.
    usual = {"reduced_motion": "reduce", "service_workers": "block"}
    context = usual | context | {"base_url": base_url}
    context |= {"viewport": {"width": width, "height": HEIGHTS.get(width, 800)}}
    own = chromium.new_context(color_scheme=scheme, has_touch=width < 600, **context)
    page = own.new_page()
    page.set_default_timeout(15_000)
    listen(page, base_url, complaints)
    return page


def listen(page: Page, url: str, complaints: list[str]) -> None:
    """Note script errors, refusals of the content policy and requests to foreign hosts."""

    def hear(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Permissions-Policy" in message.text:
            complaints.append(f"{page.url}: {message.text}")

    def watch(asked: Request) -> None:
        if asked.url.startswith("http") and urlsplit(asked.url).netloc != urlsplit(url).netloc:
            complaints.append(f"{page.url} asked a foreign host: {asked.url}")

    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on("request", watch)


def take_picture(page: Page, name: str) -> None:
    """Keep a picture of what the browser showed when a test failed."""
    folder = Path(settings.VAR_DIR) / "failures"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (re.sub(r"[^\w.-]+", "-", name) + ".png")
    if not page.is_closed():
        page.screenshot(path=path, full_page=True)
        print(f"picture of the failure: {path}")


class Counted:
    """A page on which every deed of the person is counted; looking and scrolling are free."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.interactions = 0

    def find(self, target: str | Locator) -> Locator:
        return self.page.locator(target) if isinstance(target, str) else target

    def click(self, target: str | Locator) -> None:
        """One click, or one tap where the page has touch."""
        self.interactions += 1
        self.find(target).click()

    def fill(self, target: str | Locator, text: str) -> None:
        """One field filled."""
        self.interactions += 1
        self.find(target).fill(text)

    def select(self, target: str | Locator, value: str) -> None:
        """One choice made in a list."""
        self.interactions += 1
        self.find(target).select_option(value)

    def upload(self, target: str | Locator, *paths: str | Path) -> None:
        """One file field filled."""
        self.interactions += 1
        self.find(target).set_input_files(list(paths))


@pytest.fixture
def counted(record_property) -> Iterator[Callable[..., Counted]]:
    """Counts a flow, prints the count in the summary and holds it to its budget."""
    flows: list[tuple[Counted, str, int]] = []

    def count(page: Page, flow: str, *, budget: int) -> Counted:
        flows.append((Counted(page), flow, budget))
        return flows[-1][0]

    yield count
    for page, flow, budget in flows:
        record_property("interactions", f"{flow}: {page.interactions} of {budget}")
        assert page.interactions <= budget, f"{flow} took {page.interactions} interactions"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Tell fixtures whether their test failed."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


def pytest_terminal_summary(terminalreporter) -> None:
    """Print what the tests measured: interactions, weights, counts."""
    lines = {
        f"{name}: {value}"
        for reports in terminalreporter.stats.values()
        for report in reports
        for name, value in getattr(report, "user_properties", [])
    }
    if lines:
        terminalreporter.section("measured")
        for line in sorted(lines):
            terminalreporter.write_line(line)
