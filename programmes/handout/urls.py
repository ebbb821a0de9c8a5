"""The addresses of handouts: a clinic's programme, and the patient's own."""

from django.urls import path

from .views import letterhead, paper, take_away

app_name = "handout"
urlpatterns = [
    path("programmes/<uuid:code>/handout/", paper.programme, name="programme"),
    path("programmes/<uuid:code>/handout.pdf", paper.programme_pdf, name="programme-pdf"),
    path("my-handout/", paper.mine, name="mine"),
    path("my-handout.pdf", paper.mine_pdf, name="mine-pdf"),
    path("my-data/", take_away.mine, name="everything"),
    path("my-data.zip", take_away.download_mine, name="everything-mine"),
    path("clinic/logo/", letterhead.logo, name="logo"),
    path("clinic/logo/take-off/", letterhead.take_off, name="logo-off"),
    path("patients/<uuid:code>/data.zip", take_away.download, name="everything-of"),
]
