"""Lighthouse's verdict on a page of each kind, on a slow phone (its mobile profile), served as hosts of files do."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.building import PROJECT
from tests.chromium import find_chromium
from tests.figures import figure
from tests.serving import LikeAHost, serve

LIGHTHOUSE = PROJECT / ".venv" / "audit" / "node_modules" / "lighthouse" / "cli" / "index.js"
PAGES = {
    "home": "index.html",
    "a topic": "topics/sql/index.html",
    "a lesson": "topics/sql/joins.html",
    "a path": "paths/zero-to-job.html",
}
BARS = {"accessibility": 100, "best-practices": 100, "seo": 100, "performance": 95}
# The profile slows the processor 4 times, which makes a phone of the machine that it has in mind. That machine has
# this benchmark (1500 to 2000); a slower or busier one is slowed less, as Lighthouse's docs/throttling.md advises.
BENCHMARK = 1750
SLOWDOWN = 4
RUNS = 3  # whose best counts: what else the machine does only ever costs points

pytestmark = pytest.mark.audit


def look_at(address: str, *options: str) -> Any:
    """Lighthouse's report on a page."""
    flags = ["--quiet", "--output=json", "--chrome-flags=--headless=new --no-sandbox", *options]
    environment = os.environ | {"CHROME_PATH": str(find_chromium())}
    command = ["node", str(LIGHTHOUSE), address, *flags]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=180)
    assert result.returncode == 0, result.stderr
    report = json.loads(result.stdout)
    assert "runtimeError" not in report, report["runtimeError"]
    return report


def shortcomings(report: Any) -> list[str]:
    """What costs points in the categories that ask for all of them."""
    return [
        f"{report['audits'][part['id']]['title']}: {json.dumps(report['audits'][part['id']].get('details'))[:600]}"
        for category, bar in BARS.items()
        for part in report["categories"][category]["auditRefs"]
        if bar == 100 and part["weight"] and report["audits"][part["id"]]["score"] not in (None, 1)
    ]


@pytest.fixture(scope="module")
def hosted(site: Path) -> Iterator[str]:
    """The address of the real guide, served as hosts of files do."""
    with serve(site, LikeAHost) as address:
        yield address


@pytest.fixture(scope="module")
def slowdown(hosted: str) -> float:
    """How many times the processor is slowed, here and now."""
    report = look_at(f"{hosted}/index.html", "--only-categories=seo")
    return float(min(max(SLOWDOWN * report["environment"]["benchmarkIndex"] / BENCHMARK, 1), SLOWDOWN))


def scores(report: Any) -> dict[str, int]:
    return {name: round(100 * report["categories"][name]["score"]) for name in BARS}


def holds(report: Any) -> bool:
    return all(score >= BARS[name] for name, score in scores(report).items())


@pytest.mark.parametrize("kind", PAGES)
def test_lighthouse_is_content(kind: str, hosted: str, slowdown: float) -> None:
    options = [f"--throttling.cpuSlowdownMultiplier={slowdown:.2f}", f"--only-categories={','.join(BARS)}"]
    reports: list[Any] = []
    while len(reports) < RUNS and not any(map(holds, reports)):
        reports.append(look_at(f"{hosted}/{PAGES[kind]}", *options))
    best = max(reports, key=lambda report: sum(scores(report).values()))
    bars = " ".join(map(str, BARS.values()))
    figure(
        f"Lighthouse, {kind}: {', '.join(BARS)}",
        " ".join(map(str, scores(best).values())),
        f"at least {bars}, slowed {slowdown:.1f} times",
    )
    assert holds(best), [scores(best), *shortcomings(best)]
