"""What stands on the pages of a PDF: their words, and where their QR codes lead."""

import unicodedata
from dataclasses import dataclass

import pypdfium2
import zxingcpp
from django.http import HttpResponse
from django.test import Client

from programmes.handout.sheet import Item

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
    texts = [item.exercise.name, last_week]
    if version == "pictures":
        return [*texts, *(number.value for number in item.big_numbers)]
    return [*texts, item.dose_in_words, item.how_often, *item.exercise.step_lines[:4], item.stop_if]


def items_of(response: HttpResponse) -> list[Item]:
    """The exercises of the page that a test client was given."""
    return list(response.context["sheet"].items)


def lead_somewhere(codes: list[str], client: Client) -> bool:
    """Does every address answer this person with a page?"""
    paths = [code.split("/", 3)[3] for code in codes]
    return all(client.get(f"/{path}").status_code == 200 for path in paths)
