"""Takes the pictures that README.md shows; `python -m tests.screenshots` takes them anew of the site in site/."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import ViewportSize, sync_playwright

from tests.building import PROJECT
from tests.chromium import find_chromium
from tests.serving import serve

FOLDER = PROJECT / ".github" / "screenshots"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
VIEW: ViewportSize = {"width": 1280, "height": 866}  # down to the end of a section


def main() -> int:
    """Take one picture in each color scheme."""
    FOLDER.mkdir(exist_ok=True)
    chromium = find_chromium()
    with serve(PROJECT / "site") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for scheme in SCHEMES:
            page = browser.new_page(viewport=VIEW, color_scheme=scheme)
            page.goto(f"{address}/index.html", wait_until="networkidle")
            write_small(page.screenshot(), FOLDER / f"{scheme}.png")
        browser.close()
    return 0


def write_small(png: bytes, path: Path) -> None:
    """Write a picture with few colors, as a page of flat areas has them."""
    with Image.open(BytesIO(png)) as picture:
        picture.convert("RGB").quantize(64, dither=Image.Dither.NONE).save(path, "PNG", optimize=True)
    print(f"{path.relative_to(PROJECT)}: {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    sys.exit(main())
