"""The text of an article, and what somebody might try to hide in it."""

import re

import pytest

from exercises.markdown import to_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Some **bold** and *soft* words.", "<p>Some <strong>bold</strong> and <em>soft</em> words.</p>"),
        ("# Title\n\n## Part", "<h2>Title</h2>\n<h2>Part</h2>"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
        ("3. three", '<ol start="3">\n<li>three</li>\n</ol>'),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        (
            "[a page](https://example.org/?a=1&b=2)",
            '<p><a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer">a page</a></p>',
        ),
        ("[ours](/read/)", '<p><a href="/read/" rel="noopener noreferrer">ours</a></p>'),
        ("| a |\n|---|\n| b |", "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n"
         "<tr>\n<td>b</td>\n</tr>\n</tbody>\n</table>"),
    ],
)  # fmt: skip
def test_plain_markdown_becomes_html(text, html):
    assert to_html(text).strip() == html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        '<p onclick="alert(1)">click</p>',
        "[click](javascript:alert(1))",
        "[click](JaVaScRiPt&colon;alert(1))",
        "[click](data:text/html;base64,PHNjcmlwdD4=)",
        "[click](vbscript:alert(1))",
        "<javascript:alert(1)>",
        "![x](javascript:alert(1))",
        "![spy](https://example.org/pixel.gif)",
        '<a href="https://example.org" style="position:fixed">x</a>',
        "<style>body{display:none}</style>",
        "<iframe src=//example.org></iframe>",
        '[x](https://example.org "t" onclick="alert(1)")',
        "[S1](javascript:alert(1))",
        "<svg><a xlink:href='javascript:alert(1)'>",
        "```<script>alert(1)</script>```",
    ],
)
def test_nothing_that_runs_or_loads_gets_through(text):
    tags = re.findall(r"<[^>]*>", to_html(text, {"S1": 1}).lower())
    allowed = r"</?(p|code|a|sup)>|<a href=\"(https://example.org|#source-1)\"[^=]*=\"[^\"]*\">"
    assert [tag for tag in tags if not re.fullmatch(allowed, tag)] == []


def test_a_known_source_becomes_a_link_and_an_unknown_one_stays():
    html = to_html("Yes [S24], no [S7].", {"S24": 3})
    assert html == (
        '<p>Yes<sup><a href="#source-3" aria-label="Source 3">3</a></sup>, no [S7].</p>\n'
    )
