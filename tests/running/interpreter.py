"""The interpreter in which a page's Python blocks run: reads a block as a line of JSON, answers with a line of JSON."""

from __future__ import annotations

import json
import os
import runpy
import sys
from pathlib import Path

BLOCK = Path(__file__).parents[2] / "docs" / "assets" / "run" / "block.py"


def main() -> None:
    """Answer until the input ends; what programs started by a block print goes elsewhere, so that no answer is torn."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    run_block = runpy.run_path(str(BLOCK))["run_block"]
    sys.path.insert(0, str(Path.cwd()))
    namespace: dict[str, object] = {"__name__": "__main__"}
    for number, line in enumerate((line for line in sys.stdin if line.strip()), start=1):
        text, failed = run_block(json.loads(line), namespace)
        answers.write(f"{json.dumps({'text': text, 'failed': failed})}--- end of answer {number} ---\n")
        answers.flush()


if __name__ == "__main__":
    main()
