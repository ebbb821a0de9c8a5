"""What is offered to every test: the fixed cast, the demo clinic, a browser, quick passwords."""

import pytest
from django.test import override_settings

# Minutes each: begun first, so that no core waits for another at the end.
LONG = (
    "test_hostile.py",
    "test_urls_access.py",
    "test_patient_flows.py",
    "test_accessibility.py",
    "test_offline_browser.py",
    "test_headers_everywhere.py",
    "test_foreign_things.py",
    "test_reflow.py",
    "test_weight.py",
    "test_languages_browser.py",
    "test_guided_browser.py",
)

# How pages look, read, weigh, print and are worked by hand, what the browser does by itself, and
# whose things an address or a form gives: the same on every database.
LOOKED_AT_ONCE = (
    "test_urls_access.py",
    "test_print.py",
    "test_pdf.py",
    "test_passkeys.py",
    "test_patient_flows.py",
    "test_accessibility.py",
    "test_reflow.py",
    "test_weight.py",
    "test_languages_browser.py",
    "test_headers_everywhere.py",
    "test_foreign_things.py",
    "test_guided_browser.py",
    "test_guided_narrow.py",
    "test_guided_pain.py",
    "test_guided_ranges.py",
    "test_guided_senses.py",
    "test_guided_way.py",
    "test_figures.py",
    "test_contrast.py",
    "test_layout.py",
    "test_look.py",
    "test_translations.py",
)

pytest_plugins = ["patients.tests.fixtures", "physio_site.tests.browser"]


@pytest.fixture(scope="session", autouse=True)
def quick_passwords():
    """Real password hashes are slow on purpose; the cast's passwords protect nothing."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


def pytest_addoption(parser):
    parser.addoption(
        "--second-database",
        action="store_true",
        help="Leave out what has the same answer on every database, and was asked on the first.",
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """The longest files first; the order within a file stays."""
    if config.getoption("--second-database"):
        left_out = [item for item in items if item.path.name in LOOKED_AT_ONCE]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item.path.name not in LOOKED_AT_ONCE]
    items.sort(key=lambda item: LONG.index(item.path.name) if item.path.name in LONG else len(LONG))
