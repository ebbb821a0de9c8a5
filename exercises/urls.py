from django.urls import path

from . import views

app_name = "exercises"
urlpatterns = [
    path("library/", views.exercise_list, name="exercise-list"),
    path("library/<uuid:code>/", views.exercise, name="exercise"),
    path("library/<uuid:code>/star/", views.star, name="star"),
    path("library/<uuid:code>/unstar/", views.unstar, name="unstar"),
    path("read/", views.article_list, name="article-list"),
    path("read/<uuid:code>/", views.article, name="article"),
    path("figures/<slug:key>/<uuid:code>/<str:kind>.svg", views.figure, name="figure"),
    path("pictures/<uuid:code>/", views.picture, name="picture"),
]
