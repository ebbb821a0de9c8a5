"""The patient's own addresses."""

from datetime import date

from django.urls import path, register_converter

from .views import deeds, pages


class DayConverter:
    """A day in an address, as 2026-11-23."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(DayConverter, "day")

app_name = "follow"
urlpatterns = [
    path("today/", pages.today, name="today"),
    path("day/<day:on>/", pages.day, name="day"),
    path("exercise/<uuid:code>/", pages.exercise, name="exercise"),
    path("plan/", pages.plan, name="plan"),
    path("history/", pages.history, name="history"),
    path("tick/<uuid:code>/", deeds.tick, name="tick"),
    path("untick/<uuid:tick_id>/", deeds.untick, name="untick"),
    path("skip/<uuid:code>/", deeds.skip, name="skip"),
    path("all-done/", deeds.all_done, name="all-done"),
    path("all-done/<day:on>/<uuid:batch>/undo/", deeds.undo_all_done, name="undo-all-done"),
    path("finish/", deeds.finish, name="finish"),
    path("finished/", pages.finished, name="finished"),
    path("pain-before/", deeds.pain_before, name="pain-before"),
    path("morning/", deeds.morning, name="morning"),
    path("help/", pages.get_help, name="help"),
]
