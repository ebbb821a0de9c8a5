"""What does one do with a phone in these tests? Keep the days ahead, cut the network, tick, say."""

import pytest
from django.contrib.sessions.models import Session as SignIn
from playwright.sync_api import Page, expect

from patients.models import Patient
from physio_site.tests.browser import listen
from programmes.models import Completion
from programmes.tests.programmes import days_ago

OPEN = ".tick[aria-pressed=false]"
NAMES = ("Glute bridge", "Clamshell", "Bird dog", "Step-up", "Side plank")
MESSAGES = ("Is it the left knee?", "I mean the right one.")


def sign_in(page: Page, site, patient: Patient, complaints: list[str]) -> Page:
    page.set_default_timeout(20_000)
    expect.set_options(timeout=20_000)
    listen(page, site.url, complaints)
    page.context.add_cookies([site.cookie_of(patient.user.email)])
    page.goto("/today/")
    wait_until_kept(page)
    return page


def worker_of(page: Page):
    return page.context.service_workers[0]


def wait_until_kept(page: Page) -> None:
    page.evaluate("""async () => {
        await navigator.serviceWorker.register("/sw.js");
        const { active } = await navigator.serviceWorker.ready;
        active.postMessage({ ask: "keep", who: document.body.dataset.who });
    }""")
    who = page.locator("body").get_attribute("data-who")
    for _ in range(600):
        if page.context.service_workers and worker_of(page).evaluate("fact('keptFor')") == who:
            return
        page.wait_for_timeout(100)
    pytest.fail("The phone kept nothing.")


def cut(page: Page) -> None:
    page.context.set_offline(True)
    page.goto("/today/")
    expect(page.locator("body[data-kept]")).to_be_attached()


def tick_all(page: Page, waiting: int = 5) -> None:
    for done in range(1, 6):
        page.locator(OPEN).first.click()
        expect(page.locator("#day-head")).to_contain_text(f"{done} of 5 done")
    expect(page.locator("main")).to_contain_text(f"{waiting} things wait for signal")


def kept(patient: Patient) -> list[tuple]:
    """What the server has: each exercise, its day and how it was recorded, in the order it came."""
    rows = Completion.objects.filter(session__patient=patient).order_by("pk")
    return list(rows.values_list("prescription__exercise__name", "on", "recorded"))


def all_five(on, recorded: str = "offline") -> list[tuple]:
    return sorted((name, on, recorded) for name in NAMES)


def tap_score(page: Page, name: str, score: int) -> None:
    button = page.locator(f"button[name={name}][value='{score}']")
    if not button.is_visible():
        page.locator(f"details:has(button[name={name}]) summary").click()
    button.click()


def assert_answered(page: Page, score: int, words: str, light: str) -> None:
    """The clinic's words, and with a red score whom to call and the signs."""
    callout = page.locator(f".callout.tone-{light}").first
    expect(callout).to_contain_text(words)
    expect(callout).to_contain_text(f"{score} of 10")
    calls = page.locator("a.btn-danger[href^='tel:']")
    signs = page.locator(".red-flags li")
    if light == "red":
        expect(calls.first).to_be_visible()
        expect(signs.first).to_be_visible()
    else:
        expect(calls).to_have_count(0)


def sign_in_as(page: Page, site, email: str) -> None:
    SignIn.objects.all().delete()
    page.goto("/accounts/login/")
    expect(page.locator("h1")).to_have_text("Sign in")
    page.wait_for_timeout(300)
    page.context.add_cookies([site.cookie_of(email)])
    page.goto("/today/")
    expect(page.locator("#day-head")).to_be_visible()


def wait_until(is_so, page: Page) -> None:
    for _ in range(150):
        if is_so():
            return
        page.wait_for_timeout(100)


def skip_because_it_hurts(page: Page, patient: Patient) -> None:
    page.locator("li.exercise[data-state=due] .exercise-name").first.click()
    page.get_by_role("link", name="Skip", exact=True).click()
    page.get_by_role("button", name="It hurts").click()
    expect(page.locator("main")).to_contain_text(patient.pain_rule.words["red"])
    page.get_by_role("link", name="Next exercise").click()
    expect(page.get_by_role("button", name="Done", exact=True)).to_be_visible()
    page.goto("/today/")


def open_what_is_there(page: Page, patient: Patient) -> None:
    last = days_ago(patient, -7)
    page.goto(f"/day/{last}/")
    expect(page.locator("h1")).to_have_text(f"{last:%A} {last.day} {last:%B}")
    expect(page.get_by_role("link", name="Not today?")).to_be_hidden()
    page.goto("/read/")
    title = page.locator("main .link-list a").first.inner_text()
    page.get_by_role("link", name=title).click()
    expect(page.locator("h1")).to_have_text(title)


def write_twice(page: Page) -> None:
    page.goto("/messages/")
    for text in MESSAGES:
        page.get_by_label("Message").fill(text)
        page.get_by_role("button", name="Send").click()
        expect(page.locator(".bubble-own").last).to_contain_text(text)
    expect(page.locator(".bubble-own").last).to_contain_text("waits for signal")


def add_yesterday(page: Page) -> None:
    page.goto("/today/")
    page.get_by_role("link", name="Add what you did").click()
    tick_all(page, waiting=15)
