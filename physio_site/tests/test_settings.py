"""Does an installation refuse to start half-configured, and does production shut the demo out?"""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.urls import reverse

READY = {
    "SECRET_KEY": "a0b1c2d3e4" * 6,
    "ALLOWED_HOSTS": "physio.example",
    "PHYSIO_ENV": "production",
}


def start(tmp_path, *command, **environment):
    """A process of its own, with nothing from this one's environment but the path."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env=kept | {"VAR_DIR": str(tmp_path)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_passes_djangos_own_check(tmp_path):
    done = start(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **READY)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is missing."),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is missing"),
        ({"DEBUG": "1"}, "DEBUG must be off in production."),
        ({"PHYSIO_ENV": "prod"}, "PHYSIO_ENV must be 'demo' or 'production'."),
    ],
)
def test_what_is_missing_is_said(tmp_path, change, words):
    done = start(tmp_path, "check", **(READY | change))
    assert done.returncode != 0
    assert words in done.stderr.splitlines()[-1]


def test_a_module_imports_its_neighbours_by_their_released_names(tmp_path):
    done = start(tmp_path, "collectstatic", "--noinput", **READY)
    assert done.returncode == 0, done.stderr
    names = json.loads((tmp_path / "static/staticfiles.json").read_text())["paths"]
    released = (tmp_path / "static" / names["js/guide/main.js"]).read_text()
    clock = names["js/guide/clock.js"].rsplit("/", 1)[1]
    assert f'"./{clock}"' in released
    assert '"./clock.js"' not in released


def test_production_makes_no_demo(tmp_path):
    done = start(tmp_path, "load_demo", **READY)
    assert done.returncode != 0


@pytest.fixture
def production(settings):
    settings.IS_DEMO = False


def test_the_outbox_is_there_in_a_demo_only(client, db, production):
    assert client.get(reverse("demo-outbox")).status_code == 404


def test_the_demos_accounts_are_shown_in_a_demo_only(client, db, settings):
    assert "physio@demo.example" in client.get(reverse("account_login")).content.decode()
    settings.IS_DEMO = False
    assert "demo.example" not in client.get(reverse("account_login")).content.decode()
