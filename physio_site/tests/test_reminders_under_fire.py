"""Is each due reminder sent, once, while its workers are killed?

The full figure comes from `manage.py prove_reminders`; see docs/figures-held.md.
"""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection


@pytest.mark.django_db(transaction=True)
def test_due_reminders_are_sent_once_by_workers_that_are_killed(record_property):
    """A small round of the proof: its own database on the same kind of server."""
    environment = os.environ | {"VAR_DIR": str(settings.VAR_DIR)}
    words = "prove_reminders --due 200 --kills 3 --holds 2"
    command = [sys.executable, "manage.py", *words.split()]
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = re.search(
        r"(\w+), 2 workers: (\d+) .* (\d+) lost, (\d+) twice, (\d+) sent", done.stdout
    )
    assert found.groups() == (connection.vendor, "200", "0", "0", "0")
    record_property("reminders", found[0])
