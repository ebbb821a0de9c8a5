"""Who may edit what? Editors and clinic admins: their clinic's own, and the shared library
where their clinic keeps it. Nobody else opens these pages at all."""

import pytest

from exercises.models import Article, Equipment, Exercise, Muscle, RedFlag, Region, Source
from patients.models import User
from patients.tests.cast import a_staff_member

from .editing import ADD, LIST, change_address, filled_form
from .library import a_draft, an_article, an_exercise

LISTS = ("equipment", "muscle", "region", "source", "redflag")


@pytest.fixture
def guest(olu):
    """An editor of a clinic that does not keep the shared library."""
    return a_staff_member(olu.clinic, "Gwen Moss", is_editor=True)


@pytest.mark.parametrize("who", ["sam", "cora", "priya"])
def test_patients_carers_and_physios_do_not_get_in(client, request, who):
    client.force_login(request.getfixturevalue(who).user)
    exercise = an_exercise()
    for address in (LIST, ADD, change_address(exercise)):
        assert client.get(address).status_code in (302, 403)
    client.post(change_address(exercise), filled_form(exercise, name="Mine now", _publish=""))
    assert Exercise.objects.get().name == "Glute bridge"


def test_a_physio_with_a_staff_flag_still_edits_nothing(client, priya):
    User.objects.filter(pk=priya.user.pk).update(is_staff=True)
    client.force_login(User.objects.get(pk=priya.user.pk))
    exercise = a_draft()
    for address in (LIST, ADD, change_address(exercise), f"{LIST}{exercise.pk}/preview/"):
        assert client.get(address).status_code == 302, address
    for address in (f"{LIST}live/", f"{LIST}{exercise.pk}/publish/"):
        assert client.post(address, filled_form()).status_code == 302, address
    assert not Exercise.objects.get().is_published


@pytest.mark.parametrize("who", ["edie", "adam"])
def test_editors_and_clinic_admins_of_the_keeper_change_shared_and_own(client, request, who):
    person = request.getfixturevalue(who)
    client.force_login(person.user)
    for exercise in (an_exercise(), an_exercise("Ours", clinic=person.clinic)):
        answer = client.post(change_address(exercise), filled_form(exercise, name="New"))
        assert answer.status_code == 302
    assert set(Exercise.objects.values_list("name", flat=True)) == {"New"}


def test_for_other_clinics_the_shared_library_is_there_to_read(client, guest):
    client.force_login(guest.user)
    exercise = an_exercise()
    page = client.get(change_address(exercise))
    assert page.status_code == 200
    assert "_publish" not in page.content.decode()
    assert client.post(change_address(exercise), filled_form(exercise)).status_code == 403
    assert client.post(f"{LIST}{exercise.pk}/publish/").status_code == 404
    assert client.post(f"{LIST}live/?of={exercise.pk}", filled_form()).status_code == 404


def test_other_clinics_rows_do_not_exist(client, edie, guest):
    exercise = a_draft("Hilltop hop", clinic=guest.clinic)
    article = an_article("Hilltop news", clinic=guest.clinic)
    client.force_login(edie.user)
    for address in (
        change_address(exercise),
        f"{LIST}{exercise.pk}/delete/",
        f"{LIST}{exercise.pk}/history/",
        f"{LIST}{exercise.pk}/preview/",
        f"/admin/exercises/article/{article.pk}/change/",
        f"/admin/exercises/article/{article.pk}/preview/",
    ):
        assert client.get(address).status_code == 404, address
    assert client.post(f"{LIST}{exercise.pk}/publish/").status_code == 404
    assert client.post(f"{LIST}live/?of={exercise.pk}", filled_form()).status_code == 404
    assert "Hilltop" not in client.get(LIST).content.decode()
    assert "Hilltop" not in client.get("/admin/exercises/article/").content.decode()


def test_other_clinics_exercises_are_not_offered_as_harder_ones(client, edie, guest):
    foreign = an_exercise("Hilltop hop", clinic=guest.clinic)
    exercise = an_exercise()
    client.force_login(edie.user)
    assert "Hilltop" not in client.get(change_address(exercise)).content.decode()
    client.post(change_address(exercise), filled_form(exercise, harder=[foreign.pk]))
    assert not exercise.harder.exists()


def test_what_a_guest_adds_belongs_to_the_guests_clinic_whatever_is_sent(client, guest, clinic):
    client.force_login(guest.user)
    client.post(ADD, filled_form(_publish="", clinic=clinic.pk))
    assert Exercise.objects.get().clinic == guest.clinic


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_changed_by_keepers_and_read_by_other_editors(client, edie, guest, name):
    row = {
        "equipment": lambda: Equipment.objects.create(slug="a", name="A"),
        "muscle": lambda: Muscle.objects.create(slug="a", name="A"),
        "region": lambda: Region.objects.create(slug="a", name="A"),
        "source": lambda: Source.objects.create(key="S1", citation="A"),
        "redflag": lambda: RedFlag.objects.create(level="urgent", text="A"),
    }[name]()
    change = f"/admin/exercises/{name}/{row.pk}/change/"
    client.force_login(guest.user)
    assert client.get(f"/admin/exercises/{name}/").status_code == 200
    assert client.get(change).status_code == 200
    assert client.post(change, {}).status_code == 403
    assert client.get(f"/admin/exercises/{name}/add/").status_code == 403
    client.force_login(edie.user)
    assert client.get(change).status_code == 200
    assert client.get(f"/admin/exercises/{name}/add/").status_code == 200
    assert client.post(change, {}).status_code == 200  # the form again, with its errors


def test_only_a_draft_that_nobody_can_have_met_may_be_deleted(client, edie):
    client.force_login(edie.user)
    draft, published = a_draft(), an_exercise()
    unpublished = an_exercise("Old one", status="draft")
    loaded = a_draft("Loaded", loaded_digest="x")
    for kept in (published, unpublished, loaded):
        assert client.post(f"{LIST}{kept.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.post(f"{LIST}{draft.pk}/delete/", {"post": "yes"}).status_code == 302
    assert Exercise.objects.count() == 3


def test_a_superuser_without_a_clinic_edits_everything(client, olu):
    client.force_login(User.objects.create_superuser("root@example.org", "x"))
    exercise = an_exercise(clinic=olu.clinic)
    assert client.get(LIST).status_code == 200
    assert client.get(ADD).status_code == 200
    assert client.get(change_address(exercise)).status_code == 200


def test_the_library_is_there_and_no_people(client, edie):
    client.force_login(edie.user)
    shown = {
        app["app_label"]: {model["object_name"] for model in app["models"]}
        for app in client.get("/admin/").context["app_list"]
    }
    assert shown["exercises"] == {
        "Exercise", "Article", "Equipment", "Muscle", "Region", "Source", "RedFlag",
    }  # fmt: skip
    assert "patients" not in shown
    assert not shown.get("programmes", set()) & {"Session", "Completion", "Pause"}


def test_articles_follow_the_same_rule(client, guest):
    client.force_login(guest.user)
    shared, own = an_article(), an_article("Ours", clinic=guest.clinic)
    form = {"title": "New", "body": "Text", "position": "0"}
    address = "/admin/exercises/article/{}/change/"
    assert client.post(address.format(shared.pk), form).status_code == 403
    assert client.post(address.format(own.pk), form).status_code == 302
    assert set(Article.objects.values_list("title", flat=True)) == {"Pain or soreness?", "New"}
