"""Why a day was missed, the wish to stop, and the clinic's list of reasons."""

from django.urls import path

from .. import day_address  # noqa: F401 - makes <day:...> known
from .views import clinic_list, days, stopping

app_name = "missed"
urlpatterns = [
    path("missed/<day:on>/", days.why, name="why"),
    path("missed/<day:on>/say/", days.say, name="say"),
    path("missed/<day:on>/rather-not/", days.rather_not, name="rather-not"),
    path("missed/<day:on>/take-back/", days.take_back, name="take-back"),
    path("stop/", stopping.stop, name="stop"),
    path("stop/take-back/", stopping.take_back, name="stop-take-back"),
    path("patients/<uuid:code>/stop-answered/", stopping.answered, name="stop-answered"),
    path("clinic/reasons/", clinic_list.reasons, name="reasons"),
    path("clinic/reasons/own/", clinic_list.make_own, name="make-own"),
    path("clinic/reasons/new/", clinic_list.new, name="reason-new"),
    path("clinic/reasons/<uuid:code>/", clinic_list.edit, name="reason"),
    path("clinic/reasons/<uuid:code>/up/", clinic_list.move_up, name="reason-up"),
    path("clinic/reasons/<uuid:code>/retire/", clinic_list.retire, name="reason-retire"),
]
