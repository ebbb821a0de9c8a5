"""The address of the guided session."""

from django.urls import path

from . import views

app_name = "guide"
urlpatterns = [path("today/guided/", views.guided, name="guided")]
