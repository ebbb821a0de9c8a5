"""Every address of the site, by feature."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from . import views

admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path(".well-known/security.txt", views.security_txt, name="security-txt"),
    path("demo/outbox/", views.demo_outbox, name="demo-outbox"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("", include("patients.urls")),
    path("", include("exercises.urls")),
    path("", include("programmes.follow.urls")),
    path("", include("programmes.review.urls")),
    path("", include("programmes.build.urls")),
]
