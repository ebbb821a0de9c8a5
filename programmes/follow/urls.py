"""The patient's own addresses."""

from django.urls import path

from .. import day_address  # noqa: F401 - makes <day:...> known
from .views import deeds, pages

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
    path("skip/<uuid:code>/hurts/", pages.hurts, name="hurts"),
    path("all-done/", deeds.all_done, name="all-done"),
    path("all-done/<day:on>/<uuid:batch>/undo/", deeds.undo_all_done, name="undo-all-done"),
    path("finish/", deeds.finish, name="finish"),
    path("finished/", pages.finished, name="finished"),
    path("pain-before/", deeds.pain_before, name="pain-before"),
    path("morning/", deeds.morning, name="morning"),
    path("changes/seen/", deeds.changes_seen, name="changes-seen"),
    path("help/read/", deeds.signs_read, name="signs-read"),
    path("help/", pages.get_help, name="help"),
]
