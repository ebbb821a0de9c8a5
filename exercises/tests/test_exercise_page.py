"""One exercise, with all that a physio wants to know before giving it."""

from datetime import date

import pytest
from django.urls import reverse

from exercises.models import Equipment, Muscle, Source

from .library import a_draft, a_picture, a_video, an_article, an_exercise


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def a_full_exercise(name="Glute bridge"):
    exercise = an_exercise(
        name,
        common_mistakes="Arching the back",
        cautions="Go lower if it hurts.",
        evidence_note="Modest load.",
        evidence_figures=[{"muscle": "GMed", "mvic": "38-67", "src": "S9", "check": "V"}],
        credit="Written for this library.",
        licence="CC BY 4.0",
    )
    exercise.muscles_primary.add(Muscle.objects.get_or_create(slug="g", name="Gluteus maximus")[0])
    exercise.equipment.add(Equipment.objects.get_or_create(slug="m", name="Mat", maker="Acme")[0])
    exercise.sources.add(Source.objects.get_or_create(key="S9", citation="A study, 2012.")[0])
    return exercise


def test_the_page_says_how_how_much_and_how_well_it_is_known(priya_client):
    page = text_of(priya_client.get(a_full_exercise().get_absolute_url()))
    for words in (
        "Lift your hips.",
        "Feel it here",
        "Arching the back",
        "Go lower if it hurts.",
        "Sharp pain",
        "3 x 12",
        "Do 12. Do 3 sets.",
        "Gluteus maximus",
        "Acme",
        "Modest load.",
        "Gluteus medius",
        "38–67% MVIC",
        "Checked: read.",
        "A study, 2012.",
        "CC BY 4.0",
    ):
        assert words in page, words


def test_easier_and_harder_ones_stand_beside_it_with_their_figures(priya_client):
    exercise = an_exercise("Bridge")
    easier, harder = an_exercise("Squeeze"), an_exercise("One-leg bridge")
    easier.harder.add(exercise)
    exercise.harder.add(harder, a_draft("Secret bridge"))
    page = text_of(priya_client.get(exercise.get_absolute_url()))
    assert easier.get_absolute_url() in page
    assert harder.figure_end in page
    assert "Secret bridge" not in page


def test_a_video_waits_behind_a_click_and_says_whether_a_person_checked_it(priya_client, edie):
    exercise = an_exercise()
    a_video(exercise, "PusbZuBgeug", title="The bridge", channel="Hospital TV")
    a_video(exercise, "1hiWQ7pehjQ", checked_on=date(2026, 11, 2), checked_by=edie.user)
    page = text_of(priya_client.get(exercise.get_absolute_url()))
    assert "<iframe" not in page
    assert 'data-embed="https://www.youtube-nocookie.com/embed/PusbZuBgeug?rel=0"' in page
    assert "Hospital TV" in page
    assert page.count("Not yet checked by a person") == 1
    assert "Checked on 2 November 2026 by Edie Brown" in page


def test_the_clinics_own_picture_takes_the_place_of_the_figure(priya_client):
    exercise = an_exercise()
    assert exercise.figure_moving in text_of(priya_client.get(exercise.get_absolute_url()))
    picture = a_picture(exercise, alt="Priya shows the bridge.")
    page = text_of(priya_client.get(exercise.get_absolute_url()))
    assert picture.get_absolute_url() in page
    assert 'alt="Priya shows the bridge."' in page
    assert exercise.figure_moving not in page


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_what_is_shown(priya_client, django_assert_num_queries, number):
    exercise = a_full_exercise()
    for i in range(number):
        exercise.harder.add(an_exercise(f"Harder {i}"))
        an_exercise(f"Easier {i}").harder.add(exercise)
        a_picture(exercise)
        a_video(exercise, f"PusbZuBgeu{i}")
        an_article(f"Article {i}").exercises.add(exercise)
    priya_client.get(exercise.get_absolute_url())  # the first page of a sitting notes its begin
    with django_assert_num_queries(16):
        priya_client.get(exercise.get_absolute_url())


def test_drafts_and_other_clinics_exercises_are_not_found(priya_client, olu):
    assert priya_client.get(a_draft().get_absolute_url()).status_code == 404
    foreign = an_exercise(clinic=olu.clinic)
    assert priya_client.get(foreign.get_absolute_url()).status_code == 404


def test_who_may_edit_is_led_to_the_editor(client, priya, edie):
    exercise = an_exercise()
    edit = reverse("admin:exercises_exercise_change", args=[exercise.pk])
    client.force_login(priya.user)
    assert edit not in text_of(client.get(exercise.get_absolute_url()))
    client.force_login(edie.user)
    assert edit in text_of(client.get(exercise.get_absolute_url()))


def test_patients_are_refused_anonymous_asked_to_sign_in_and_posting_refused(client, sam, priya):
    address = an_exercise().get_absolute_url()
    assert client.get(address)["Location"].startswith(reverse("account_login"))
    client.force_login(sam.user)
    assert client.get(address).status_code == 403
    client.force_login(priya.user)
    assert client.post(address).status_code == 405
