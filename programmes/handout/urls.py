"""The addresses of handouts: a clinic's programme, and the patient's own."""

from django.urls import path

from . import views

app_name = "handout"
urlpatterns = [
    path("programmes/<uuid:code>/handout/", views.programme, name="programme"),
    path("programmes/<uuid:code>/handout.pdf", views.programme_pdf, name="programme-pdf"),
    path("my-handout/", views.mine, name="mine"),
    path("my-handout.pdf", views.mine_pdf, name="mine-pdf"),
]
