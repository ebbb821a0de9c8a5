"""Every address of the site, by feature."""

from allauth.account.decorators import secure_admin_login
from allauth.account.views import password_change, password_set
from django.contrib import admin
from django.urls import include, path, re_path

from patients.access import opens_admin, staff_only

from . import views

admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)
admin.site.has_permission = opens_admin

# Of allauth's pages: addresses are changed under /me/, passwords are for staff.
account_patterns = [
    path("email/", views.not_here),
    re_path(r"^confirm-email/", views.not_here),
    path("password/change/", staff_only(password_change), name="account_change_password"),
    path("password/set/", staff_only(password_set), name="account_set_password"),
    path("2fa/webauthn/add/", views.add_passkey, name="mfa_add_webauthn"),
    path("logout/", views.sign_out, name="account_logout"),
    path("", include("allauth.urls")),
]

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path(".well-known/security.txt", views.security_txt, name="security-txt"),
    path("demo/outbox/", views.demo_outbox, name="demo-outbox"),
    path("accounts/", include(account_patterns)),
    path("admin/", admin.site.urls),
    path("", include("patients.urls")),
    path("", include("exercises.urls")),
    path("", include("programmes.follow.urls")),
    path("", include("programmes.guide.urls")),
    path("", include("programmes.handout.urls")),
    path("", include("programmes.rehearse.urls")),
    path("", include("programmes.review.urls")),
    path("", include("programmes.build.urls")),
    path("", include("programmes.talk.urls")),
    path("", include("programmes.offline.urls")),
    path("", include("programmes.remind.urls")),
    path("", include("programmes.missed.urls")),
    path("", include("programmes.progress.urls")),
]
