"""The builder's page: who opens it, what lies on it, and what the library beside it finds."""

import pytest
from django.urls import reverse
from django.utils import timezone

from exercises.models import Favourite
from exercises.tests.library import a_picture, an_exercise
from programmes.build.actions.drafting import discard
from programmes.build.shelf import lately_used
from programmes.models import Programme
from programmes.tests.programmes import a_prescription, a_programme

from .desks import HTMX, a_draft_for, a_template_of, builder, send


def found(answer) -> list[str]:
    return [exercise.name for exercise in answer.context["shelf"].exercises]


def test_a_new_template_opens_in_the_builder_with_one_stage_of_six_weeks(priya_client, priya):
    answer = priya_client.post(reverse("build:template-new"), follow=True)
    tree = Programme.objects.get(physio=priya, patient=None)
    assert answer.redirect_chain == [(builder(tree), 302)]
    assert [str(one.stage.weeks_in_words) for one in answer.context["desk"].stages] == ["Weeks 1–6"]


def test_a_programme_from_scratch_is_a_draft_that_the_patient_does_not_see(priya_client, sam):
    priya_client.post(reverse("build:programme-new", args=[sam.code]))
    draft = Programme.objects.get(drafted_for=sam)
    page = priya_client.get(builder(draft)).content.decode()
    assert f'href="{reverse("build:difference", args=[draft.code])}"' in page
    assert not sam.programmes.exists()


def test_strangers_patients_editors_and_nobody_are_kept_out(client, priya, sam, olu, edie):
    trees = [a_template_of(priya), a_draft_for(sam)]
    for tree in trees:
        assert client.get(builder(tree))["Location"].startswith(reverse("account_login"))
    for person, status in ((olu, 404), (sam, 403), (edie, 403)):
        client.force_login(person.user)
        assert [client.get(builder(tree)).status_code for tree in trees] == [status] * 2


def test_running_plans_and_starter_templates_are_not_built_in(priya_client, sam):
    for tree in (a_programme(sam), a_programme(None)):
        assert priya_client.get(builder(tree)).status_code == 404
        row = a_prescription(tree)
        assert send(priya_client, "row-remove", row).status_code == 404


def test_a_draft_that_was_closed_says_so_and_leads_back_to_the_patient(priya_client, sam):
    draft = a_draft_for(sam)
    discard(draft=draft, by=sam.physio, today=timezone.localdate())
    back = reverse("review:patient", args=[sam.code])
    assert priya_client.get(builder(draft))["Location"] == back
    answer = send(priya_client, "stage-add", draft)
    assert answer["HX-Redirect"] == back


@pytest.mark.parametrize(
    "name", ["about", "add", "many", "copy-dose", "stage-add", "programme-new"]
)
def test_deeds_are_posted(priya_client, priya, name):
    tree = a_template_of(priya)
    assert priya_client.get(reverse(f"build:{name}", args=[tree.code])).status_code == 405


@pytest.mark.parametrize("number", [1, 10])
def test_queries_of_the_page_do_not_grow_with_its_rows(
    priya_client, priya, django_assert_num_queries, number
):
    tree = a_template_of(priya)
    for i in range(number):
        exercise = an_exercise(f"Bridge {i}")
        exercise.harder.add(an_exercise(f"Harder bridge {i}"))
        a_picture(exercise)
        a_prescription(tree, exercise)
    priya_client.get(builder(tree))
    with django_assert_num_queries(16):
        priya_client.get(builder(tree))


@pytest.mark.parametrize("number", [1, 10])
def test_queries_of_a_search_do_not_grow_with_what_it_finds(
    priya_client, priya, django_assert_num_queries, number
):
    tree = a_template_of(priya)
    for i in range(number):
        a_picture(an_exercise(f"Bridge {i}"))
    priya_client.get(builder(tree), headers=HTMX)
    with django_assert_num_queries(11):
        answer = priya_client.get(builder(tree), {"q": "brigde 3x12"}, headers=HTMX)
    assert len(found(answer)) == number


def test_the_search_forgives_and_reads_the_dose_back(priya_client, priya):
    an_exercise("Clamshell")
    an_exercise("Glute bridge")
    answer = priya_client.get(
        builder(a_template_of(priya)), {"q": "clamshel 3x15, each side, 3x/week"}, headers=HTMX
    )
    page = answer.content.decode()
    assert found(answer) == ["Clamshell"]
    assert "Do 15 on each side. Do 3 sets. 3 days a week, you choose which." in page
    assert 'value="3x15, each side, 3x/week"' in page
    assert "<html" not in page


def test_a_dose_that_is_not_understood_yet_is_said_beside_the_hits(priya_client, priya):
    an_exercise("Clamshell")
    answer = priya_client.get(
        builder(a_template_of(priya)), {"q": "clam 3x15 sideways 7"}, headers=HTMX
    )
    assert found(answer) == ["Clamshell"]
    assert 'data-dose-wrong="1"' in answer.content.decode()


def test_a_misspelt_dose_hides_no_exercise(priya_client, priya):
    an_exercise("Clamshell")
    answer = priya_client.get(
        builder(a_template_of(priya)), {"q": "clamshell 3xx15 bananas"}, headers=HTMX
    )
    assert found(answer) == ["Clamshell"]
    assert 'data-dose-wrong="1"' in answer.content.decode()


def test_favourites_and_lately_used_have_shelves_of_their_own(priya_client, priya, sam):
    clam, bridge, plank = (an_exercise(name) for name in ("Clamshell", "Glute bridge", "Plank"))
    tree = a_template_of(priya)
    Favourite.objects.create(by=priya, exercise=plank)
    for exercise in (bridge, clam, bridge):
        send(priya_client, "add", tree, exercise=exercise.code)
    shelves = {
        shelf: found(priya_client.get(builder(tree), {"shelf": shelf}, headers=HTMX))
        for shelf in ("", "starred", "lately", "nonsense")
    }
    assert shelves == {
        "": ["Clamshell", "Glute bridge", "Plank"],
        "starred": ["Plank"],
        "lately": ["Glute bridge", "Clamshell"],
        "nonsense": ["Clamshell", "Glute bridge", "Plank"],
    }
    assert lately_used(sam.physio) == [bridge.pk, clam.pk]


def test_the_meter_shows_each_weekday_against_the_promised_minutes(priya_client, priya):
    tree = a_template_of(priya)
    for i in range(5):
        a_prescription(tree, f"Bridge {i}")
    answer = send(priya_client, "about", tree, promised_minutes="10")
    tree.refresh_from_db()
    burden = answer.context["desk"].stages[0].burden
    assert (tree.promised_minutes, burden.is_too_long, burden.most_must_do) == (10, True, 5)
    page = answer.content.decode()
    assert f"{burden.fullest} min, 10 promised" in page
    assert "5 must-do" in page


def test_a_name_is_changed_alone_and_an_empty_one_is_refused(priya_client, priya):
    tree = a_template_of(priya)
    send(priya_client, "about", tree, promised_minutes="15")
    send(priya_client, "about", tree, name="Hip, weeks 1 to 6")
    assert send(priya_client, "about", tree, name=" ").status_code == 422
    tree.refresh_from_db()
    assert (tree.name, tree.promised_minutes) == ("Hip, weeks 1 to 6", 15)


def test_two_who_write_the_name_and_the_minutes_both_keep_their_word(priya_client, priya):
    tree = a_template_of(priya)
    opened = {"was_name": "Hip start", "was_promised_minutes": ""}
    send(priya_client, "about", tree, name="Hip start", promised_minutes="15", **opened)
    answer = send(priya_client, "about", tree, name="Hip", promised_minutes="", **opened)
    tree.refresh_from_db()
    assert (answer.status_code, tree.name, tree.promised_minutes) == (200, "Hip", 15)
    answer = send(priya_client, "about", tree, name="Knee", promised_minutes="", **opened)
    assert answer.status_code == 409
    assert "You had typed: Knee" in answer.content.decode()
    assert Programme.objects.get(pk=tree.pk).name == "Hip"
