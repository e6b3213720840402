"""What it costs to check a guide: seconds, and microseconds for each lesson, for guides of growing size."""

from __future__ import annotations

import tempfile
from pathlib import Path
from time import process_time

from macros.files import load_guide
from tests.synthetic import write_guide

SIZES = (100, 250, 1_000, 4_000)


def main() -> None:
    """Print a line for each size."""
    print("lessons   check s   µs a lesson")
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            write_guide(Path(folder), size)
            start = process_time()
            load_guide(Path(folder))
            seconds = process_time() - start
        print(f"{size:7,} {seconds:9.2f} {seconds / size * 1e6:13.0f}")


if __name__ == "__main__":
    main()
