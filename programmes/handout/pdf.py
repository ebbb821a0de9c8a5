"""How does a handout become a PDF? By WeasyPrint, an optional package, and from this page alone."""

from importlib import import_module
from types import ModuleType

from django.contrib.staticfiles import finders

STYLES = "css/handout.css"


class NoWeasyPrint(Exception):
    """The package, or a library of the system that it needs, is not installed."""


def weasyprint() -> ModuleType:
    """The package, ready for use; the first time takes it most of a second."""
    try:
        return import_module("weasyprint")
    except (ImportError, OSError) as error:
        raise NoWeasyPrint from error


def can_be_made() -> bool:
    """Are the package and the system's libraries there? Only trying to use it tells."""
    try:
        weasyprint()
    except NoWeasyPrint:
        return False
    return True


def pdf_of(html: str) -> bytes:
    """The page as a PDF with a structure that screen readers know.

    Nothing is fetched: the page must carry its pictures in itself, as SVG or as `data:`; what
    any other address in it names is left out. Raises NoWeasyPrint where the package cannot be used.
    """
    maker = weasyprint()
    within = maker.urls.URLFetcher(allowed_protocols={"data"})
    with open(finders.find(STYLES), encoding="utf-8") as file:
        styles = maker.CSS(string=file.read(), url_fetcher=within)
    page = maker.HTML(string=html, url_fetcher=within)
    return page.write_pdf(stylesheets=[styles], pdf_tags=True)
