"""How does the text of an article become safe HTML?"""

import re

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

TAGS = {
    "p", "br", "hr", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "strong", "em", "code",
    "pre", "a", "sup", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SOURCE_MARK = re.compile(r"\[(S\d+)\]")
SPACED_MARK = re.compile(r"[ \n]?\[(S\d+)\]")
# Raw HTML in the text is shown as text; what still gets through is cut down to TAGS.
PARSER = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")


def to_html(text: str, numbers: dict[str, int] | None = None) -> SafeString:
    """Markdown as HTML without scripts, styles, pictures or handlers.

    `numbers` gives a source's key its number: [S24] becomes a link to "#source-3". A key that
    is not there stays as written. A heading of the first level becomes one of the second.
    """
    html = nh3.clean(
        PARSER.render(text).replace("<h1>", "<h2>").replace("</h1>", "</h2>"),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"https", "http", "mailto", "tel"},
        link_rel="noopener noreferrer",
    )
    marked = SPACED_MARK.sub(lambda found: link_to_source(found, numbers or {}), html)
    return mark_safe(marked)


def link_to_source(found: re.Match[str], numbers: dict[str, int]) -> str:
    number = numbers.get(found[1])
    if number is None:
        return found[0]
    words = escape(_("Source %s") % number)
    return f'<sup><a href="#source-{number}" aria-label="{words}">{number}</a></sup>'
