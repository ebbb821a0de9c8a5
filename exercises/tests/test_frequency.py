"""Does a frequency say the right words, for patient and physio, and keep its limits?"""

import pytest

from exercises.dosing.frequency import Frequency, in_short, in_words, validate


@pytest.mark.parametrize(
    ("frequency", "patient", "physio"),
    [
        (Frequency("daily"), "Every day", "daily"),
        (Frequency("daily", times_per_day=2), "Twice a day", "2x/day"),
        (Frequency("daily", times_per_day=3), "3 times a day", "3x/day"),
        (Frequency("weekdays", (0, 2, 4)), "Monday, Wednesday and Friday", "MO WE FR"),
        (Frequency("weekdays", (5, 6)), "Saturday and Sunday", "SA SU"),
        (Frequency("weekdays", (1,)), "Tuesday", "TU"),
        (Frequency("weekdays", (0, 1, 2, 3, 4)), "Monday to Friday", "MO TU WE TH FR"),
        (
            Frequency("weekdays", (0, 3), times_per_day=2),
            "Twice a day, on Monday and Thursday",
            "MO TH, 2x/day",
        ),
        (
            Frequency("weekdays", (0, 1, 2), times_per_day=2),
            "Twice a day, Monday to Wednesday",
            "MO TU WE, 2x/day",
        ),
        (Frequency("every_n_days", n=2), "Every other day", "every 2 days"),
        (Frequency("every_n_days", n=3), "Every 3 days", "every 3 days"),
        (
            Frequency("every_n_days", n=2, times_per_day=2),
            "Twice a day, every other day",
            "every 2 days, 2x/day",
        ),
        (Frequency("times_a_week", n=3), "3 days a week, you choose which", "3x/week"),
        (Frequency("times_a_week", n=1), "1 day a week, you choose which", "1x/week"),
        (
            Frequency("times_a_week", n=5, times_per_day=2),
            "Twice a day, 5 days a week, you choose which",
            "5x/week, 2x/day",
        ),
        (Frequency("as_needed"), "When you need it", "PRN"),
        (
            Frequency("as_needed", max_per_day=2),
            "When you need it, at most 2 times a day",
            "PRN max 2/day",
        ),
        (
            Frequency("as_needed", max_per_day=1),
            "When you need it, at most once a day",
            "PRN max 1/day",
        ),
    ],
)
def test_a_frequency_speaks_to_the_patient_and_to_the_physio(frequency, patient, physio):
    assert (in_words(frequency), in_short(frequency)) == (patient, physio)
    assert validate(frequency) == []


@pytest.mark.parametrize(
    ("frequency", "error"),
    [
        (Frequency("hourly"), "Choose how often it is to be done."),
        (Frequency("weekdays"), "Choose at least one day of the week, each of them once."),
        (Frequency("weekdays", (7,)), "Choose at least one day of the week, each of them once."),
        (Frequency("weekdays", (2, 0)), "Choose at least one day of the week, each of them once."),
        (Frequency("every_n_days"), "Days from one time to the next must be between 1 and 31."),
        (Frequency("times_a_week", n=8), "Days a week must be between 1 and 7."),
        (Frequency("daily", times_per_day=7), "Times a day must be between 1 and 6."),
        (
            Frequency("as_needed", max_per_day=0),
            "The most times a day must be between 1 and 12.",
        ),
    ],
)
def test_a_frequency_beyond_its_limits_is_refused_in_words(frequency, error):
    assert validate(frequency) == [error]
