"""The programs that judge pages: axe-core and the Nu checker, which `make audit` brings."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.building import PROJECT

_MODULES = PROJECT / ".venv" / "audit" / "node_modules"
_AXE = _MODULES / "axe-core" / "axe.min.js"
_NU = _MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"


@dataclass(frozen=True)
class HtmlError:
    """What the Nu checker says of a line of a page."""

    page: str
    line: int
    message: str


@cache
def axe_source() -> str:
    """The script that, run in a page, offers `axe`."""
    return _AXE.read_text(encoding="utf-8")


def check_html(site: Path) -> list[HtmlError]:
    """What the Nu checker finds wrong in all the pages of a site; it needs Java."""
    assert shutil.which("java"), (
        "The Nu checker needs Java (Debian and Ubuntu: 'sudo apt install default-jre-headless')."
    )
    options = ["--exit-zero-always", "--errors-only", "--format", "json", "--skip-non-html"]
    command = ["java", "-jar", str(_NU), *options, str(site)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stderr
    return [_error(message, site) for message in json.loads(said)["messages"]]


def _error(message: dict[str, object], site: Path) -> HtmlError:
    page = str(message["url"]).partition(f"{site.as_posix()}/")[2]
    return HtmlError(page=page, line=int(str(message.get("lastLine", 0))), message=str(message["message"]))
