"""Zensical builds the same pages: the way out when MkDocs 1 ends stays open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from lxml import html

from bench.plain import PlainProject
from bench.projects import PROJECT, Guide
from bench.zensical import ZensicalProject

pytestmark = pytest.mark.audit

THEME = ("assets/images", "assets/javascripts", "assets/stylesheets", "assets/run/engines")
DIFFERENCES = yaml.safe_load((PROJECT / "bench" / "zensical-differences.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The guide as `make site` builds it, and as Zensical does."""
    folder = tmp_path_factory.mktemp("zensical")
    guide = Guide(folder / "guide")
    guide.make("site")
    plain = PlainProject(Guide(folder / "expanded").folder, folder / "plain")
    other = ZensicalProject(plain, folder / "zensical")
    other.build()
    return guide.folder / "site", other.site


def files(site: Path) -> set[str]:
    names = (path.relative_to(site) for path in site.rglob("*") if path.is_file())
    return {name.as_posix() for name in names if not any(name.is_relative_to(folder) for folder in THEME)}


def articles(site: Path) -> Iterator[tuple[str, html.HtmlElement]]:
    for path in sorted(site.rglob("*.html")):
        (article,) = html.parse(path).iterfind(".//article")
        yield path.relative_to(site).as_posix(), article


def test_same_files(sites: tuple[Path, Path]) -> None:
    ours, theirs = map(files, sites)
    assert len(ours) > 100
    assert ours ^ theirs == DIFFERENCES["files"].keys()


def test_same_anchors(sites: tuple[Path, Path]) -> None:
    ours, theirs = ({name: article.xpath(".//@id") for name, article in articles(site)} for site in sites)
    assert ours.keys() == theirs.keys()
    listed = DIFFERENCES["anchors"].keys()
    assert {anchor for name in ours for anchor in {*ours[name]} ^ {*theirs[name]}} == listed
    for name in ours:
        left, right = ([anchor for anchor in ids if anchor not in listed] for ids in (ours[name], theirs[name]))
        assert left == right, f"{name} has its anchors in another order"


def test_same_text(sites: tuple[Path, Path]) -> None:
    ours, theirs = ({name: article.text_content().split() for name, article in articles(site)} for site in sites)
    assert sum(map(len, ours.values())) > 100_000
    assert {name for name in ours if ours[name] != theirs[name]} == DIFFERENCES["articles"].keys()
