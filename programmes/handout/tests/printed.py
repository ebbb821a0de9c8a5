"""What stands on the pages of a PDF: their words, and where their QR codes lead."""

import unicodedata
from dataclasses import dataclass

import pypdfium2
import zxingcpp
from django.http import HttpResponse
from django.test import Client

from programmes.handout.sheet import Item, Sheet

DOTS_PER_INCH = 150  # what a phone's camera makes of a page at arm's length
MILLIMETRES_PER_POINT = 25.4 / 72


@dataclass(frozen=True)
class Printed:
    """The pages of one PDF, each with its words (letters and digits only) and its codes."""

    words: list[str]
    codes: list[list[str]]
    sizes: list[tuple[int, int]]  # millimetres

    def page_with(self, *texts: str) -> int | None:
        """The first page (from 0) on which all of these stand whole."""
        wanted = [plain(text) for text in texts]
        pages = range(len(self.words))
        return next((n for n in pages if all(w in self.words[n] for w in wanted)), None)


def printed(pdf: bytes) -> Printed:
    document = pypdfium2.PdfDocument(pdf)
    pages = [document[number] for number in range(len(document))]
    pictures = [page.render(scale=DOTS_PER_INCH / 72).to_pil() for page in pages]
    return Printed(
        words=[plain(page.get_textpage().get_text_range()) for page in pages],
        codes=[[code.text for code in zxingcpp.read_barcodes(picture)] for picture in pictures],
        sizes=[
            tuple(round(side * MILLIMETRES_PER_POINT) for side in page.get_size()) for page in pages
        ],
    )


def pictures_in(pdf: bytes) -> int:
    """How many photos stand in it; drawings are no photos."""
    photos = [pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
    return sum(1 for page in pypdfium2.PdfDocument(pdf) for _ in page.get_objects(filter=photos))


def plain(text: str) -> str:
    """Letters and digits only: line breaks, ligatures and hyphens differ between printers."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def texts_of(item: Item, version: str) -> list[str]:
    """Everything that has to stand together on one page."""
    last_week = f"Week {item.weeks[-1].week}"
    texts = [item.exercise.name, last_week, *item.own_stop_lines]
    if version == "pictures":
        return [*texts, *(number.value for number in item.big_numbers)]
    said = [*item.exercise.step_lines, *item.exercise.caution_lines]
    return [*texts, item.dose_in_words, item.how_often, *said]


def sheet_of(response: HttpResponse) -> Sheet:
    """What stands on the page that a test client was given."""
    return response.context["sheet"]


def paths_of(sheet: Printed) -> list[str]:
    """Where the codes of all pages lead, without the host, in alphabetical order."""
    codes = (code for page in sheet.codes for code in page)
    return sorted("/" + code.split("/", 3)[3] for code in codes)


def answers_to(client: Client, paths: list[str]) -> list[int]:
    """How each address answers this person."""
    return [client.get(path).status_code for path in paths]


def leads_to_sign_in(path: str) -> bool:
    """Is somebody without a sign-in asked for one, and then led on to this address?"""
    answer = Client().get(path)
    return answer.status_code == 302 and answer["Location"].endswith(f"/login/?next={path}")
