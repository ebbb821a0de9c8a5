"""Does a physio see what a template holds, before giving it?"""

import pytest
from django.urls import reverse

from exercises.dosing.dose import Dose
from exercises.dosing.frequency import Frequency
from exercises.models import Region, Source
from exercises.tests.library import a_picture, an_exercise
from patients.models import User
from programmes.build.outline import outline_for
from programmes.tests.programmes import a_prescription, a_programme

LIST = "/templates/"


@pytest.fixture
def template(db):
    texts = {
        "suits": "Runners who feel tight.",
        "not_for": "Numbness below the knee.",
        "evidence": "No trial of the whole.",
        "education": "Tight is a feeling.",
        "hold_rule": "Repeat after two amber days.",
    }
    template = a_programme(None, stages=((1, 2), (3, 12)), **texts)
    template.sources.add(Source.objects.create(key="S9", citation="A trial of bridges"))
    stage = template.stages.first()
    stage.move_on, stage.running_advice = "Pain 3 or less", "Easy runs only."
    stage.week_changes = "Week 2: one set more."
    stage.save()
    a_prescription(template)
    a_prescription(template, "Side plank", must_do=False)
    return template


def address(template):
    return reverse("build:template", args=[template.code])


def test_the_list_names_each_template_with_its_size(priya_client, template):
    page = priya_client.get(LIST).content.decode()
    assert address(template) in page
    assert "12 weeks" in page
    assert "2 exercises" in page


def test_the_page_says_all_that_matters_before_giving_it(priya_client, template):
    page = priya_client.get(address(template)).content.decode()
    for words in (
        "Weeks 1–2: Stage 1",
        "Wake the muscles up",
        "3 x 12, 2 s hold",
        "Do 12. Hold each one for 2 seconds. Do 3 sets. Every day.",
        "If you like",
        "up to 5 min on a day",
        "Week 2: one set more.",
        "Easy runs only.",
        "Pain 3 or less",
        "Runners who feel tight.",
        "Numbness below the knee.",
        "Tight is a feeling.",
        "Repeat after two amber days.",
        "A trial of bridges",
        f"{reverse('build:patient-new')}?template={template.code}",
        f"{reverse('review:caseload')}?give={template.code}",
    ):
        assert words in page


def test_for_htmx_it_is_the_weeks_in_short(priya_client, template):
    answer = priya_client.get(address(template), headers={"HX-Request": "true"})
    said = answer.content.decode()
    assert "Side plank" in said
    assert "<html" not in said


def test_minutes_are_those_of_a_day_on_which_all_is_due(template):
    stage = template.stages.last()
    minute = Dose(sets=1, duration_s=100)  # and 20 s to set up
    a_prescription(stage, "One", dose=minute, frequency=Frequency("times_a_week", n=2))
    a_prescription(stage, "Two", dose=minute, frequency=Frequency(times_per_day=2))
    a_prescription(stage, "Three", dose=minute, must_do=False)
    a_prescription(stage, "Four", dose=minute, frequency=Frequency("as_needed"))
    outline = outline_for(template)[1]
    assert (outline.must_do_minutes, outline.all_minutes) == (6, 8)


def test_the_page_takes_the_same_queries_however_much_it_holds(
    priya_client, template, django_assert_num_queries
):
    priya_client.get(LIST)
    with django_assert_num_queries(8):
        priya_client.get(address(template))
    for number in range(6):
        exercise = an_exercise(f"Exercise {number}")
        a_picture(exercise)
        a_prescription(template.stages.last(), exercise)
        template.sources.add(Source.objects.create(key=f"S1{number}", citation="Another"))
    with django_assert_num_queries(8):
        priya_client.get(address(template))


def test_the_list_takes_the_same_queries_for_one_and_for_three(
    priya_client, template, django_assert_num_queries
):
    priya_client.get(LIST)
    with django_assert_num_queries(9):
        priya_client.get(LIST)
    for name in ("Ankle", "Knee"):
        another = an_exercise(f"{name} exercise")
        a_picture(another)
        a_prescription(a_programme(None, name=name), another)
    with django_assert_num_queries(9):
        priya_client.get(LIST)


@pytest.fixture
def knee_and_hip(db):
    """A template mostly for the hip, one for the knee alone."""
    knee, hip = (Region.objects.create(slug=s, name=s.title()) for s in ("knee", "hip"))
    mixed, only_knee = (a_programme(None, name=name) for name in ("A mix", "Both knees"))
    for name, region, template in (
        ("Bridge", hip, mixed),
        ("Clamshell", hip, mixed),
        ("Step-up", knee, mixed),
        ("Squat", knee, only_knee),
    ):
        a_prescription(template, an_exercise(name, region=region))


def names_on(page: str) -> list[str]:
    return [part.split(">")[1].split("<")[0] for part in page.split('class="library-name"')[1:]]


ASKED = {
    "": ["A mix", "Both knees"],
    "?region=knee": ["Both knees", "A mix"],
    "?region=hip": ["A mix"],
    "?region=moon": ["A mix", "Both knees"],
    "?q=knees": ["Both knees"],
    "?q=both+mix": [],
    "?q=both&region=hip": [],
    "?q=both&region=moon": ["Both knees"],
}


@pytest.mark.parametrize(("asked", "names"), ASKED.items(), ids=ASKED)
def test_templates_are_found_by_name_and_region_the_fittest_first(
    priya_client, knee_and_hip, asked, names
):
    assert names_on(priya_client.get(LIST + asked).content.decode()) == names


def test_a_card_says_for_which_regions_its_exercises_are(priya_client, knee_and_hip):
    assert "Hip 2, Knee 1" in priya_client.get(LIST).content.decode()


def test_templates_are_found_and_ordered_in_the_readers_words(priya_client, priya):
    for name, in_german in (("Ankle", "Sprunggelenk"), ("Back", "Rücken")):
        template = a_programme(None, name=name)
        template.say_in("de", {"name": in_german})
        template.save()
    User.objects.filter(pk=priya.user.pk).update(language="de")
    assert names_on(priya_client.get(LIST).content.decode()) == ["Rücken", "Sprunggelenk"]
    assert names_on(priya_client.get(f"{LIST}?q=sprung").content.decode()) == ["Sprunggelenk"]


def test_an_empty_list_says_what_to_do(priya_client):
    assert "No templates yet" in priya_client.get(LIST).content.decode()


def test_another_clinics_template_and_a_patients_programme_are_not_shown(
    priya_client, olu, sam, template
):
    hidden = [a_programme(None, clinic=olu.clinic, name="Theirs"), a_programme(sam, name="Sam's")]
    assert "Theirs" not in priya_client.get(LIST).content.decode()
    assert [priya_client.get(address(p)).status_code for p in hidden] == [404, 404]


def test_physios_only(client, sam, edie, template):
    for where in (LIST, address(template)):
        client.logout()
        assert client.get(where)["Location"].startswith(reverse("account_login"))
        for person in (sam, edie):
            client.force_login(person.user)
            assert client.get(where).status_code == 403


def test_these_pages_are_for_reading(priya_client, template):
    assert priya_client.post(LIST).status_code == 405
    assert priya_client.post(address(template)).status_code == 405
