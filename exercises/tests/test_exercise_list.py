"""The library: which exercises are there, and which fit a search?"""

import pytest
from django.urls import reverse

from exercises.models import Equipment, Exercise, Muscle, Region

from .library import a_draft, a_picture, an_exercise

ADDRESS = "/library/"


def names(answer) -> list[str]:
    return [exercise.name for exercise in answer.context["page"]]


def test_a_physio_finds_published_exercises_of_the_shared_library_and_the_clinics_own(
    priya_client, clinic, olu
):
    an_exercise("Glute bridge")
    an_exercise("House bridge", clinic=clinic)
    an_exercise("Foreign bridge", clinic=olu.clinic)
    a_draft("Draft bridge")
    answer = priya_client.get(ADDRESS)
    assert names(answer) == ["Glute bridge", "House bridge"]
    assert "2 exercises" in answer.content.decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "bridge"}, ["Glute bridge"]),
        ({"q": "OYSTER"}, ["Clamshell"]),
        ({"q": "buttock mat"}, ["Glute bridge"]),
        ({"q": "medius"}, ["Clamshell"]),
        ({"q": "trampoline"}, []),
        ({"part": "stretch"}, ["Pigeon"]),
        ({"region": "hip"}, ["Clamshell"]),
        ({"muscle": "gluteus_maximus"}, ["Glute bridge"]),
        ({"equipment": "mat"}, ["Glute bridge"]),
        ({"position": "side_lying"}, ["Clamshell"]),
        ({"difficulty": "4"}, ["Pigeon"]),
        ({"q": "clam", "region": "hip", "difficulty": "1"}, ["Clamshell"]),
        ({"part": "nonsense", "region": "0", "muscle": "'", "difficulty": "x"}, "all"),
        ({"q": "\x00"}, "all"),
        ({"q": "x" * 81, "page": "-1"}, "all"),
    ],
)
def test_search_and_filters(priya_client, asked, found):
    hip = Region.objects.create(slug="hip", name="Hip")
    maximus = Muscle.objects.create(
        slug="gluteus_maximus", name="Gluteus maximus", plain_name="buttock muscle"
    )
    medius = Muscle.objects.create(slug="gluteus_medius", name="Gluteus medius")
    mat = Equipment.objects.create(slug="mat", name="Mat")
    bridge, clam = an_exercise("Glute bridge"), an_exercise("Clamshell", region=hip)
    Exercise.objects.filter(pk=clam.pk).update(aliases="Clam\nOyster", position="side_lying")
    an_exercise("Pigeon", part="stretch", difficulty=4)
    bridge.muscles_primary.add(maximus)
    bridge.equipment.add(mat)
    clam.muscles_primary.add(medius)
    answer = priya_client.get(ADDRESS, asked)
    everything = ["Clamshell", "Glute bridge", "Pigeon"]
    assert names(answer) == (everything if found == "all" else found)


def test_nothing_found_says_the_next_step(priya_client):
    an_exercise()
    page = priya_client.get(ADDRESS, {"q": "nothing like it"}).content.decode()
    assert "Try fewer words" in page


def test_htmx_gets_the_results_alone(priya_client):
    an_exercise("Glute bridge")
    page = priya_client.get(ADDRESS, {"q": "glute"}, headers={"HX-Request": "true"})
    assert "Glute bridge" in page.content.decode()
    assert "<html" not in page.content.decode()


def test_going_back_gets_the_whole_page(priya_client):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in priya_client.get(ADDRESS, headers=headers).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_the_library(priya_client, django_assert_num_queries, number):
    mat = Equipment.objects.create(slug="mat", name="Mat")
    for i in range(number):
        exercise = an_exercise(f"Bridge {i}")
        exercise.equipment.add(mat)
        a_picture(exercise)
    priya_client.get(ADDRESS)  # the first page of a sitting also notes when it began
    with django_assert_num_queries(9):
        priya_client.get(ADDRESS)


def test_more_than_a_page_is_divided(priya_client):
    for i in range(61):
        an_exercise(f"Bridge {i:02}", part="stretch")
    answer = priya_client.get(ADDRESS, {"page": 2, "part": "stretch"})
    assert names(answer) == ["Bridge 60"]
    assert "?part=stretch&amp;page=1" in answer.content.decode()


def test_an_editor_may_add_one_and_a_physio_may_not(client, priya, edie):
    add = reverse("admin:exercises_exercise_add")
    client.force_login(priya.user)
    assert add not in client.get(ADDRESS).content.decode()
    client.force_login(edie.user)
    assert add in client.get(ADDRESS).content.decode()


def test_patients_and_carers_are_refused(client, sam, cora):
    for person in (sam, cora):
        client.force_login(person.user)
        assert client.get(ADDRESS).status_code == 403


def test_anonymous_is_asked_to_sign_in_and_posting_is_refused(client, priya):
    assert client.get(ADDRESS)["Location"].startswith(reverse("account_login"))
    client.force_login(priya.user)
    assert client.post(ADDRESS).status_code == 405
