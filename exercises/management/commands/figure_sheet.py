"""Which figures does the starter library have, and how do they look? Draws them all on sheets."""

import os
import shutil
import subprocess
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from exercises.content_files import CONTENT, poses, read_json
from exercises.figures.sheet import SheetFigure, contact_sheet_svg

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SHEETS = {
    "figures_96_light": {"size": 96, "columns": 6, "scheme": "light"},
    "figures_96_dark": {"size": 96, "columns": 6, "scheme": "dark"},
    "figures_600": {"size": 600, "columns": 7, "kinds": ("end",), "scheme": "light"},
}


class Command(BaseCommand):
    help = (
        "Draw every figure of the starter library on contact sheets (SVG, and PNG with Chromium)."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--out", type=Path, default=Path(settings.BASE_DIR) / "docs" / "screenshots"
        )

    def handle(self, *args, out: Path, **options):
        out.mkdir(parents=True, exist_ok=True)
        figures = library_figures(CONTENT)
        browser = find_browser()
        for name, look in SHEETS.items():
            sheet = out / f"{name}.svg"
            sheet.write_text(contact_sheet_svg(figures, **look), encoding="utf-8")
            if browser:
                photograph(browser, sheet)
        kinds = "SVG and PNG" if browser else "SVG (no Chromium found for PNG)"
        self.stdout.write(f"{len(figures)} figures on {len(SHEETS)} sheets, {kinds}, in {out}")


def library_figures(content: Path) -> list[SheetFigure]:
    """Every pose of the content files, with the name and muscles of its exercise where there is one."""
    figures = []
    for slug, pose in poses(content).items():
        said = read_json(content / "exercises" / f"{slug}.json") or {}
        figures.append(
            SheetFigure(said.get("name", slug), pose, sorted(said.get("muscles_primary", ())))
        )
    return figures


def find_browser() -> str | None:
    """Path of a Chromium: what CHROMIUM names, or the first on the path."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


def photograph(browser: str, sheet: Path) -> None:
    """Write the sheet as a PNG beside it."""
    head = sheet.read_text(encoding="utf-8")[:200]
    width, height = (
        head.partition(f' {side}="')[2].partition('"')[0] for side in ("width", "height")
    )
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    subprocess.run(
        [browser, "--headless", *as_root, "--disable-gpu", "--hide-scrollbars",
         f"--window-size={width},{height}", f"--screenshot={sheet.with_suffix('.png').resolve()}",
         sheet.resolve().as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
