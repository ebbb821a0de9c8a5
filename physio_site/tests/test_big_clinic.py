"""Does the work list stay quick in a clinic of two thousand patients?"""

from time import perf_counter, process_time

import pytest

from exercises.tests.library import an_exercise
from physio_site.crowd import add_crowd

ADDRESS = "/caseload/?who=clinic"


@pytest.mark.django_db
def test_two_thousand_patients_take_the_queries_of_one_and_no_long_time(
    priya, priya_client, django_assert_num_queries, record_property
):
    an_exercise("Glute bridge")
    add_crowd(priya, 2000)  # four weeks, four ticks a day
    priya_client.get(ADDRESS)
    with django_assert_num_queries(20):
        began, began_at = process_time(), perf_counter()
        page = priya_client.get(ADDRESS).content.decode()
        took, waited = process_time() - began, perf_counter() - began_at
    words = f"{1000 * took:.0f} ms of processor time, {1000 * waited:.0f} ms with the database"
    record_property("caseload of 2,000", f"{words}, one page of 50")
    assert "2000 patients" in page
    assert page.count('class="case-name"') == 50
    assert (took < 2, waited < 10) == (True, True)
