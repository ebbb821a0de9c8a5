from django.urls import path

from . import views

app_name = "patients"
urlpatterns = [
    path("join/<str:token>/", views.join, name="join"),
    path("patients/<uuid:code>/invitation/", views.invitation, name="invitation"),
    path("patients/<uuid:code>/invitation/new/", views.renew_invitation, name="invitation-new"),
    path("patients/<uuid:code>/invitation/mail/", views.send_invitation, name="invitation-mail"),
]
