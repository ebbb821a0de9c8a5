"""In which order does a patient find what there is to read?"""

import pytest

from exercises.tests.library import an_article, an_exercise

from .programmes import a_prescription, a_programme

LIST = "/read/"


def test_what_is_about_the_patients_own_exercises_stands_first(sam, sam_client):
    bridge, clam, squat = (an_exercise(name) for name in ("Bridge", "Clam", "Squat"))
    a_prescription(a_programme(sam), bridge)
    given = {"Another plan": [clam, squat], "For all": [clam], "Mine": [bridge, clam]}
    for position, (title, exercises) in enumerate(given.items()):
        article = an_article(title, slug=f"a-{position}", position=position)
        article.exercises.set(exercises)
    found = [article.title for article in sam_client.get(LIST).context["articles"]]
    assert found == ["Mine", "For all", "Another plan"]


def test_without_a_plan_what_is_for_everyone_stands_first(sam_client):
    for position, (title, names) in enumerate({"Plan": ["Bridge", "Clam"], "All": []}.items()):
        article = an_article(title, slug=f"a-{position}", position=position)
        article.exercises.set([an_exercise(name) for name in names])
    assert [a.title for a in sam_client.get(LIST).context["articles"]] == ["All", "Plan"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_order_costs_no_query_more(sam, sam_client, number, django_assert_num_queries):
    programme = a_programme(sam)
    for place in range(number):
        exercise = an_exercise(f"Bridge {place}")
        a_prescription(programme, exercise)
        an_article(f"Article {place}", slug=f"a-{place}").exercises.add(exercise)
    with django_assert_num_queries(3):
        sam_client.get(LIST)
