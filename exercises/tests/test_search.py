"""Does a search find what a hurried physio meant, typos and everyday words forgiven?"""

import pytest

from exercises.content_files import CONTENT, exercise_rows, list_rows, search_words
from exercises.matching import Phrase, Row, distance, quality, ranked, words_of
from exercises.models import Equipment, Exercise, Muscle
from exercises.search import (
    ALIAS,
    EQUIPMENT,
    HELPING_MUSCLE,
    MUSCLE,
    NAME,
    PART,
    POSITION,
    REGION,
    best_first,
    synonyms,
)

from .library import an_exercise

# What is typed, and the exercises one of which must stand first.
FIRST_HITS = {
    # as it is called, begun, and out of order
    "clamshell": "Clamshell",
    "clam": "Clamshell",
    "glute bridge": "Glute bridge",
    "bridge": "Glute bridge",
    "bridge glute": "Glute bridge",
    "single leg bridge": "Single-leg bridge",
    "one leg bridge": "Single-leg bridge",
    "side pl": "Side plank",
    "dead": "Dead bug",
    "90/90": "90/90 hip stretch",
    "figure 4 lying": "Figure-4 stretch, lying",
    "banded walk": "Banded lateral walk",
    "squat single leg": "Single-leg squat",
    # typos, letters swapped, words joined or parted
    "clamshel": "Clamshell",
    "clam shell": "Clamshell",
    "calmshell": "Clamshell",
    "brigde": "Glute bridge",
    "glute brdige": "Glute bridge",
    "pidgeon": "Pigeon stretch",
    "birddog": "Bird dog",
    "brid dog": "Bird dog",
    "stepup": "Step-up",
    "step ups": "Step-up",
    "deadlfit": "Single-leg deadlift",
    "romainian": "Single-leg deadlift",
    "piriformus": ("Figure-4 stretch, seated", "Ball release: deep buttock (seated)"),
    "trendelenberg": "Hip hitch (pelvic drop)",
    "pelvic tlit": "Pelvic tilt",
    "sidelying abductoin": "Side-lying leg lift",
    "wallsit": "Wall sit",
    "squatting": ("Mini squat", "Offset squat", "Single-leg squat"),
    # other names
    "monster walk": "Banded lateral walk",
    "crab walk": "Banded lateral walk",
    "oyster": "Clamshell",
    "donkey kick": "Hands-and-knees leg lift",
    "hip hike": "Hip hitch (pelvic drop)",
    "slrdl": "Single-leg deadlift",
    "cat camel": "Cat–cow",
    "calf raise": "Heel raise, two legs",
    "chair stand": "Sit to stand",
    # what people say
    "hip thrust": "Glute bridge",
    "hip thru": "Glute bridge",
    "bum": ("Glute squeeze", "Glute bridge"),
    "butt": ("Glute squeeze", "Glute bridge"),
    "bum squeeze": "Glute squeeze",
    "ITB": "Ball release: front hip (wall)",
    "it band": "Ball release: front hip (wall)",
    "tfl": "Ball release: front hip (wall)",
    "rdl": "Single-leg deadlift",
    "achilles": ("Heel raise, seated", "Heel raise, one leg", "Heel raise, two legs"),
    "psoas": "Front-of-hip stretch, standing",
    "hip flexor": "Front-of-hip stretch, standing",
    "balance": "Single-leg balance",
    "cycling": "Exercise bike",
    "tummy": ("Cat–cow", "Dead bug", "Pelvic tilt"),
    "fire hydrant": ("Side-lying leg lift", "Hands-and-knees leg lift"),
    "figure of four": ("Figure-4 stretch, lying", "Figure-4 stretch, seated"),
    "sts": "Sit to stand",
    "groin": "90/90 hip stretch",
    "glute max release": "Trigger-point release: buttock (pointed tool)",
    "foam roller": "Foam roller: glutes",
    "rolling": "Foam roller: glutes",
    "glute med ball": "Ball release: outer buttock (wall)",
    "theraband ankle": "Foot turn-out with a band",
    "hamstring": ("Single-leg deadlift", "Hip hinge drill"),
    "Brücke": "Glute bridge",
    "Kniebeuge": ("Mini squat", "Offset squat", "Single-leg squat"),
}


@pytest.fixture(scope="module")
def library() -> list[Row]:
    """The starter library as the search sees it, without a database."""
    muscles = {row["slug"]: row for row in list_rows(CONTENT)["muscles"]}
    others = {row["slug"]: row["name"] for key in ("equipment", "regions")
              for row in list_rows(CONTENT)[key]}  # fmt: skip
    rows = []
    for key, said in enumerate(exercise_rows(CONTENT)):
        names = [Phrase.of(said["name"], NAME)]
        names += [Phrase.of(alias, ALIAS) for alias in said["aliases"].splitlines()]
        phrases = []
        for field, weight in (("muscles_primary", MUSCLE), ("muscles_secondary", HELPING_MUSCLE)):
            for muscle in (muscles[slug] for slug in said[field]):
                phrases += [Phrase.of(muscle[name], weight) for name in ("name", "plain_name")]
        phrases += [Phrase.of(others[slug], EQUIPMENT) for slug in said["equipment"]]
        phrases.append(Phrase.of(others[said["region"]], REGION))
        place = Exercise.Position(said["position"]).label
        phrases += [Phrase.of(said["position"], POSITION), Phrase.of(place, POSITION)]
        phrases.append(Phrase.of(said["part"], PART))
        rows.append(Row(key, said["name"], tuple(names), tuple(phrases)))
    return rows


@pytest.mark.parametrize(("typed", "first"), FIRST_HITS.items(), ids=FIRST_HITS)
def test_the_first_hit_is_what_was_meant(library, typed, first):
    found = ranked(typed, library, synonyms())
    names = [library[key].name for key in found[:4]]
    assert set(names[:1]) & ({first} if isinstance(first, str) else set(first)), names


@pytest.mark.parametrize("typed", ["xyzzy", "trampoline", "qq", "bridge trampoline", "🙂 zzz"])
def test_what_is_not_there_is_not_found(library, typed):
    assert ranked(typed, library, synonyms()) == []


@pytest.mark.parametrize("typed", ["", "   ", "…", "🙂"])
def test_nothing_typed_leaves_all_as_they_stand(library, typed):
    assert ranked(typed, library, synonyms()) == [row.key for row in library]


def test_one_word_too_many_of_three_is_forgiven(library):
    found = ranked("clamshell hip trampoline", library, synonyms())
    assert library[found[0]].name == "Clamshell"


def test_every_meaning_of_the_word_list_is_found_in_the_library(library):
    unknown = [
        meaning
        for means in search_words(CONTENT).values()
        for meaning in means
        if not ranked(meaning, library, {})
    ]
    assert unknown == []


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("same", "same", 0), ("brigde", "bridge", 1), ("clamshel", "clamshell", 1),
     ("pidgeon", "pigeon", 1), ("cat", "dog", 3), ("a", "abcdef", 3)],
)  # fmt: skip
def test_slips_are_counted(one, other, slips):
    assert distance(one, other, 2) == slips


def test_the_nearer_a_word_the_better_it_fits():
    fits = [quality(typed, "bridge") for typed in ("bridge", "bridg", "brigde", "fridge", "x")]
    assert fits == sorted(fits, reverse=True)
    assert fits[-1] == 0


def test_words_are_plain():
    assert words_of("Figure-4 stretch, Gesäß & “Cat–cow”") == [
        "figure", "4", "stretch", "gesass", "cat", "cow",
    ]  # fmt: skip


def test_muscles_and_equipment_of_the_database_are_searched_too(db, django_assert_num_queries):
    bridge = an_exercise("Glute bridge")
    an_exercise("Cat–cow")
    bridge.muscles_primary.add(Muscle.objects.create(slug="gmax", name="Gluteus maximus"))
    bridge.equipment.add(Equipment.objects.create(slug="mat", name="Mat"))
    for typed in ("maximus mat", "bum"):
        with django_assert_num_queries(7):
            assert [e.name for e in best_first(Exercise.objects.all(), typed)[:5]] == [bridge.name]
