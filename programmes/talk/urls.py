from django.urls import path

from . import views

app_name = "talk"
urlpatterns = [
    path("messages/", views.own_thread, name="own"),
    path("patients/<uuid:code>/messages/", views.thread, name="thread"),
    path("patients/<uuid:code>/messages/reply/", views.reply, name="reply"),
    path("messages/pictures/<uuid:code>/", views.picture, name="picture"),
]
