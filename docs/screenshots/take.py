"""Take the README's pictures of a running demo: python docs/screenshots/take.py [address]

Needs the packages of requirements/dev.txt and a Chromium, as `python3 run.py test` leaves them.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from run import find_chromium  # noqa: E402 - the project's folder is on the path only now

# What is seen, by whom, and where: an address, and the links to follow from there.
PICTURES = (
    ("today", "patient@demo.example", "/today/", 390, 844),
    ("session", "patient@demo.example", "/today/guided/", 390, 844),
    ("caseload", "physio@demo.example", "/caseload/", 1280, 900),
    ("builder", "physio@demo.example", "/templates/ > Maria Lopez > Go on editing", 1280, 900),
    ("editor", "editor@demo.example", "/admin/exercises/exercise/3/change/", 1280, 900),
)


def take(browser: Browser, site: str, name: str, email: str, path: str, size: tuple) -> None:
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        base_url=site,
        reduced_motion="reduce",
        service_workers="block",
    )
    page = context.new_page()
    page.goto("/accounts/login/")
    page.locator(f'form:has-text("{email}") button').click()
    page.wait_for_load_state("networkidle")
    address, *links = path.split(" > ")
    page.goto(address)
    for link in links:
        page.get_by_role("link", name=link).first.click()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=HERE / f"{name}.png")
    context.close()


def main() -> None:
    site = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, email, path, width, height in PICTURES:
            take(browser, site, name, email, path, (width, height))
        browser.close()


if __name__ == "__main__":
    main()
