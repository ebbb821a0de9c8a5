"""What is offered to every test: the fixed cast, the demo clinic, a browser, quick passwords."""

import pytest
from django.test import override_settings

pytest_plugins = ["patients.tests.fixtures", "physio_site.tests.browser"]


@pytest.fixture(scope="session", autouse=True)
def quick_passwords():
    """Real password hashes are slow on purpose; the cast's passwords protect nothing."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield
