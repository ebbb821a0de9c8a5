"""Is the German whole: the product's words, the starter content, and every page of a patient?"""

import re
import subprocess
from collections.abc import Iterator
from html.parser import HTMLParser
from shutil import which

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from exercises import content_languages as library
from exercises.content_files import CONTENT
from exercises.models import Article, Equipment, Exercise, Muscle, RedFlag, Region
from patients.models import Consent, User
from patients.pain_rule import DEFAULT_WORDS
from patients.usual_words import PAIN_WORDS
from programmes import content_languages as templates
from programmes.load import CONTENT_DIR
from programmes.models import Programme, Stage

from .addresses import all_addresses
from .catalogue import PLACES, entries_of, patient_words
from .demo_world import DEMO_EMAILS, World, allowed, paths_of, the_world

LANGUAGES = [code for code, _ in settings.LANGUAGES if not code.startswith("en")]
CATALOGUES = {code: settings.LOCALE_PATHS[0] / code / "LC_MESSAGES/django.po" for code in LANGUAGES}


@pytest.fixture(params=LANGUAGES)
def language(request) -> str:
    return request.param


def test_every_word_a_patient_may_meet_is_translated(language):
    said = {text for text, entry in entries_of(CATALOGUES[language]).items() if all(entry.said)}
    words = patient_words()
    assert len(words) > 700
    assert {text: name for text, name in words.items() if text not in said} == {}


def test_no_translation_is_a_guess_or_loses_what_is_filled_in(language):
    for entry in entries_of(CATALOGUES[language]).values():
        assert not entry.is_fuzzy, entry.text
        for index, said in enumerate(filter(None, entry.said)):
            written = entry.plural if entry.plural and index else entry.text
            places = set(PLACES.findall(written)) | set(PLACES.findall(entry.plural))
            assert set(PLACES.findall(said)) <= places, entry.text
            if not entry.plural:
                assert set(PLACES.findall(said)) == places, entry.text


def test_the_compiled_catalogue_is_that_of_the_text(language):
    entries = entries_of(CATALOGUES[language])
    with translation.override(language):
        for text, entry in entries.items():
            if entry.said[0] and not entry.plural:
                assert translation.gettext(text) == entry.said[0]


@pytest.mark.skipif(not which("msgfmt"), reason="gettext is not installed")
def test_gettext_finds_nothing_wrong_with_the_catalogue(language):
    checked = subprocess.run(
        ["msgfmt", "--check-format", "-o", "/dev/null", CATALOGUES[language]],
        capture_output=True,
        text=True,
    )
    assert (checked.returncode, checked.stderr) == (0, "")


def test_the_starter_content_is_translated_and_of_the_english_of_today(language):
    found = library.complaints(CONTENT, language) + templates.complaints(CONTENT_DIR, language)
    assert found == []


def test_a_clinics_usual_words_are_those_of_the_pain_rule():
    assert PAIN_WORDS == DEFAULT_WORDS


def test_each_date_that_a_template_writes_has_a_german_form():
    formats = __import__("physio_site.formats.de.formats", fromlist=["de"])
    used = set()
    for path in (settings.BASE_DIR / "templates").rglob("*.html"):
        used |= set(re.findall(r'\|date:"([^"\\]+)"', path.read_text(encoding="utf-8")))
    with_day = {name for name in used if "j" in name}
    assert {name for name in with_day if not hasattr(formats, name)} == set()


# Every page of a German patient ------------------------------------------------------------------
class Words(HTMLParser):
    """What a page says: its pieces of text, and the attributes that are read aloud or shown."""

    SHOWN = ("alt", "aria-label", "title", "placeholder")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: set[str] = set()
        self.inside: list[str] = []
        self.numbers: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "style"):
            self.inside.append(tag)
        self.said |= {" ".join(value.split()) for name, value in attrs if name in self.SHOWN}
        self.numbers += [value for name, value in attrs if name in ("x", "y", "cx", "cy", "height")]

    def handle_endtag(self, tag):
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data):
        if not self.inside and data.strip():
            self.said.add(" ".join(data.split()))


def english_words() -> set[str]:
    """Texts that a German page must not show; those that are German as well may stand there."""
    entries = entries_of(CATALOGUES["de"]).values()
    german = {said for entry in entries for said in entry.said}
    return ({entry.text for entry in entries if entry.said[0]} | english_content()) - german


def english_content() -> set[str]:
    """Every line of the starter content as it is written in English, where German differs."""
    found = set()
    for model in (Exercise, Article, RedFlag, Equipment, Muscle, Region, Programme, Stage):
        for row in model.objects.all():
            for field in row.translated_fields():
                german = row.said_in("de", field)
                if german and german != row.as_written(field):
                    found |= set(row.as_written(field).splitlines()) - set(german.splitlines())
    return {line.strip() for line in found if line.strip()}


@pytest.fixture(scope="module")
def world(demo_clinic, django_db_blocker):
    with django_db_blocker.unblock():
        return the_world()


def pages_of_a_patient(client: Client, world: World) -> Iterator[tuple[str, str]]:
    """Each page that a patient may open, once: its name and its HTML."""
    for address in all_addresses():
        if "patient" not in allowed(address):
            continue
        for path in paths_of(address, world):
            answer = client.get(path)
            if answer.status_code == 200 and "text/html" in answer["Content-Type"]:
                yield address.name, answer.content.decode()
                break


@pytest.mark.django_db
def test_a_german_patient_meets_no_english(demo_clinic, world):
    User.objects.filter(email=DEMO_EMAILS["patient"]).update(language="de")
    client = world.client_of("patient")
    # What was agreed to stays in the words that were read.
    agreed = {
        line.strip() for consent in Consent.objects.all() for line in consent.text.splitlines()
    }
    forbidden = english_words() - agreed
    met, seen = {}, 0
    for name, html in pages_of_a_patient(client, world):
        page = Words(html)
        found = {words for words in page.said if words in forbidden}
        if found or any("," in number for number in page.numbers):
            met[name] = found
        seen += 1
    assert met == {}
    assert seen >= 25
