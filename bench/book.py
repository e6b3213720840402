"""What the PDF costs beside the site that it is made of: seconds of CPU, their ratio, megabytes and pages."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pikepdf

PROJECT = Path(__file__).parent.parent


def main() -> None:
    """Print a line for the site and one for the PDF."""
    with tempfile.TemporaryDirectory() as folder:
        site, output = Path(folder) / "site", Path(folder) / "book"
        seconds, memory = _measure("mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site))
        print(f"site  {seconds:6.1f} s  {memory:6.0f} MB of memory")
        took, memory = _measure("book", "--site", str(site), "--output", str(output), "--only", "pdf")
        (pdf,) = output.glob("*.pdf")
        with pikepdf.open(pdf) as opened:
            pages = len(opened.pages)
        size = pdf.stat().st_size / 1e6
        print(f"PDF   {took:6.1f} s  {memory:6.0f} MB of memory  {took / seconds:.1f} times the site")
        print(f"      {pages} pages, {size:.1f} MB")


def _measure(*module: str) -> tuple[float, float]:
    """Seconds of CPU and the most megabytes that a module takes."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen([sys.executable, "-m", *module], cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{module[0]} failed: see above.")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000


if __name__ == "__main__":
    main()
