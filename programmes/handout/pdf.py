"""How does a handout become a PDF? By WeasyPrint, an optional package, and from this page alone."""

from importlib import import_module
from importlib.util import find_spec

from django.contrib.staticfiles import finders

STYLES = "css/handout.css"


class NoWeasyPrint(Exception):
    """The package, or a library of the system that it needs, is not installed."""


def is_installed() -> bool:
    """Is the package there? Whether its system libraries are too shows when it is used."""
    return find_spec("weasyprint") is not None


def pdf_of(html: str) -> bytes:
    """The page as a PDF with a structure that screen readers know.

    Nothing is fetched: the page must carry its pictures in itself, as SVG or as `data:`; what
    any other address in it names is left out. Raises NoWeasyPrint where the package cannot be used.
    """
    try:
        weasyprint = import_module("weasyprint")
        addresses = import_module("weasyprint.urls")
    except (ImportError, OSError) as error:
        raise NoWeasyPrint from error
    within = addresses.URLFetcher(allowed_protocols={"data"})
    with open(finders.find(STYLES), encoding="utf-8") as file:
        styles = weasyprint.CSS(string=file.read(), url_fetcher=within)
    page = weasyprint.HTML(string=html, url_fetcher=within)
    return page.write_pdf(stylesheets=[styles], pdf_tags=True)
