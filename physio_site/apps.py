from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "physio_site"
    verbose_name = "This installation"
