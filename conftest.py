"""What is offered to every test: the fixed cast, the demo clinic, a browser, quick passwords."""

import pytest
from django.test import override_settings

# Minutes each: begun first, so that no core waits for another at the end.
LONG = (
    "test_hostile.py",
    "test_urls_access.py",
    "test_accessibility.py",
    "test_offline_browser.py",
    "test_headers_everywhere.py",
    "test_foreign_things.py",
    "test_reflow.py",
    "test_weight.py",
    "test_languages_browser.py",
    "test_guided_browser.py",
)

pytest_plugins = ["patients.tests.fixtures", "physio_site.tests.browser"]


@pytest.fixture(scope="session", autouse=True)
def quick_passwords():
    """Real password hashes are slow on purpose; the cast's passwords protect nothing."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The longest files first; the order within a file stays."""
    items.sort(key=lambda item: LONG.index(item.path.name) if item.path.name in LONG else len(LONG))
