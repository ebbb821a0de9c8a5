"""Does every file stand where docs/layout.md says, and would we notice if one did not?"""

from pathlib import Path

import pytest
from django.conf import settings

from .house_rules import breaches, in_lines

PLANTED = {
    "an app imports one that comes after it": (
        {"patients/access.py": "from programmes import plan\n", "programmes/plan.py": ""},
        "patients/access.py: imports programmes.plan, against patients <- exercises <- programmes",
    ),
    "an app imports the project": (
        {"patients/mail.py": "import physio_site.settings\n", "physio_site/settings.py": ""},
        "patients/mail.py: imports physio_site.settings, and nothing imports physio_site",
    ),
    "two features meet": (
        {
            "programmes/follow/today.py": "from ..build import templates\n",
            "programmes/build/templates.py": "",
            "programmes/build/urls.py": "",
        },
        "programmes/follow/today.py: imports programmes.build.templates: "
        "features do not import one another",
    ),
    "a model imports a form": (
        {
            "patients/models.py": "from .forms import Name\n",
            "patients/forms.py": "from django import forms\n",
        },
        "patients/models.py: imports patients.forms, layer 2 reaching down to layer 4",
    ),
    "a form imports a view": (
        {"patients/forms.py": "from .views import page\n", "patients/views.py": ""},
        "patients/forms.py: imports patients.views, layer 4 reaching down to layer 5",
    ),
    "an action imports a form": (
        {
            "patients/actions.py": "from django.db import transaction\nfrom . import forms\n",
            "patients/forms.py": "",
        },
        "patients/actions.py: imports patients.forms, layer 3 reaching down to layer 4",
    ),
    "a read imports the writes": (
        {
            "programmes/review/caseload.py": "from django import db\nfrom . import actions\n",
            "programmes/review/actions.py": "from django.db import transaction\n",
        },
        "programmes/review/caseload.py: imports programmes.review.actions: "
        "reads never import writes",
    ),
    "arithmetic meets Django": (
        {"programmes/schedule.py": "from django.utils import timezone\n"},
        "programmes/schedule.py: is declared pure, and imports what is not",
    ),
    "arithmetic meets a model": (
        {"programmes/adherence.py": "from . import models\n", "programmes/models.py": ""},
        "programmes/adherence.py: is declared pure, and imports what is not",
    ),
    "a module without a name": (
        {"exercises/text_utils.py": ""},
        "exercises/text_utils.py: 'utils' is no name for a module: say what it does",
    ),
    "an import hides in a function": (
        {"exercises/search.py": "def find():\n    import re\n"},
        "exercises/search.py: imports re below the top of the file",
    ),
    "a function grew": (
        {"exercises/search.py": "def find():\n" + "    x = 1\n" * 40},
        "exercises/search.py: find() has 41 lines, more than 40",
    ),
    "a view grew": (
        {"exercises/views.py": "def page(request):\n" + "    x = 1\n" * 25},
        "exercises/views.py: page() has 26 lines, more than 25",
    ),
    "a file grew": (
        {"exercises/search.py": "x = 1\n" * 401},
        "exercises/search.py: has 401 lines, more than 400",
    ),
    "a template grew": (
        {"templates/page.html": "<p>\n" * 121},
        "templates/page.html: has 121 lines, more than 120",
    ),
    "a style attribute": (
        {"templates/page.html": '<p style="color: red">'},
        "templates/page.html: has an inline style",
    ),
    "a script without a file": (
        {"templates/page.html": "<script>alert(1)</script>"},
        "templates/page.html: has an inline script",
    ),
    "a handler in an attribute": (
        {"templates/page.html": '<button class="x" onclick="go()">'},
        "templates/page.html: has an inline handler",
    ),
    "a picture from elsewhere": (
        {"templates/page.html": '<img alt="" src="https://pictures.example/a.png">'},
        "templates/page.html: has a request to a foreign host",
    ),
}


def plant(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_the_house_keeps_its_rules():
    found = breaches(settings.BASE_DIR)
    assert not found, in_lines(found)


@pytest.mark.parametrize(("files", "sentence"), PLANTED.values(), ids=PLANTED.keys())
def test_a_planted_breach_is_found(tmp_path, files, sentence):
    plant(tmp_path, files)
    assert sentence in breaches(tmp_path)


def test_what_is_allowed_is_not_called_a_breach(tmp_path):
    plant(
        tmp_path,
        {
            "patients/models/people.py": "from django.db import models\n",
            "patients/access.py": "from .models import people\n",
            "patients/actions.py": "from . import access\n",
            "programmes/follow/forms.py": "from django import forms\nfrom . import today\n",
            "programmes/follow/today.py": "from patients import access\n",
            "programmes/follow/views.py": "from . import actions, forms, today\n",
            "programmes/follow/actions.py": "from patients.models import people\n",
            "physio_site/urls.py": "from programmes.follow import views\n",
            "programmes/tests/test_plan.py": "from programmes.follow import views\n",
            "templates/email/base.html": '<p style="color: #0F5C5C">',
            "templates/page.html": '<a href="https://a.example/">x</a>'
            '<script src="/a.js"></script>',
        },
    )
    assert breaches(tmp_path) == []
