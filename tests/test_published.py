"""The guide as it is published: below a path of a host, with its repository, and with what programs read of it."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.request import urlopen

import jsonschema
import pytest
from PIL import Image
from playwright.sync_api import Browser

from macros.files import load_guide
from macros.loading import load_roadmap
from macros.preview import SIZE, draw_preview
from tests.building import PROJECT, build
from tests.html import read_page
from tests.serving import serve

GUIDE = load_guide(PROJECT)
HOST, BELOW = "https://someone.example.org", "some-repo"
ADDRESS = f"{HOST}/{BELOW}/"
REPOSITORY = "https://git.example.org/someone/some-repo"
LARGEST_PREVIEW = 60_000


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as the workflow builds it, in a folder named like the repository."""
    site = tmp_path_factory.mktemp("pages") / BELOW
    result = build(PROJECT, site, SITE_URL=ADDRESS, REPO_URL=REPOSITORY)
    assert result.returncode == 0, result.stderr
    return site


@pytest.fixture(scope="module")
def host(published: Path) -> Iterator[str]:
    """The address of a host that serves that folder."""
    with serve(published.parent) as address:
        yield address


def pages_of(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*.html") if path.name != "404.html")


def head_of(page: Path) -> str:
    return page.read_text(encoding="utf-8").partition("</head>")[0]


def meta(page: Path, name: str) -> str | None:
    match = re.search(rf'<meta (?:name|property)="{name}" content="([^"]*)">', head_of(page))
    return unescape(match[1]) if match else None


def file_at(address: str, site: Path) -> Path:
    """The file of the site that an address of the host stands for."""
    assert address.startswith(ADDRESS), address
    return site / (unquote(urlsplit(address).path).removeprefix(f"/{BELOW}/") or "index.html")


def test_every_link_is_followed_below_the_path(published: Path, host: str) -> None:
    links: dict[str, str] = {}  # each with a page that has it
    for page in [*pages_of(published), published / "404.html"]:
        # The host shows the page that does not exist wherever somebody has looked for one.
        place = "topics/nowhere/at-all.html" if page.name == "404.html" else page.relative_to(published).as_posix()
        found = read_page(page)
        for link in {*found.links, *found.assets}:
            links.setdefault(urljoin(f"{host}/{BELOW}/{place}", link), place)
    ours = {link: place for link, place in links.items() if link.startswith(host)}
    assert len(ours) > 500
    assert not {link: place for link, place in ours.items() if not link.startswith(f"{host}/{BELOW}/")}
    files = {urldefrag(link).url for link in ours}
    assert not [file for file in files if status(file) != 200]
    for link, place in ours.items():
        file, anchor = urldefrag(link)
        target = published / unquote(urlsplit(file).path).removeprefix(f"/{BELOW}/")
        if anchor and target.suffix == ".html":
            assert unquote(anchor) in read_page(target).anchors, f"{place}: {link}"


def status(address: str) -> int:
    try:
        with urlopen(address) as answer:
            return int(answer.status)
    except OSError:
        return 0


def test_nothing_is_loaded_from_another_host(host: str, browser: Browser) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{host}/{BELOW}/topics/sql/index.html", wait_until="networkidle")
    assert page.locator("a.md-source").first.get_attribute("href") == REPOSITORY
    page.close()
    assert asked
    assert not [address for address in asked if not address.startswith(f"{host}/{BELOW}/")]


def test_addresses_for_others_lead_to_files(published: Path) -> None:
    sitemap = re.findall("<loc>(.*?)</loc>", (published / "sitemap.xml").read_text(encoding="utf-8"))
    assert {file_at(address, published) for address in sitemap} == set(pages_of(published))
    linked = re.findall(r"\]\((\S+)\)", (published / "llms.txt").read_text(encoding="utf-8"))
    assert len(linked) > len(GUIDE.index.topics)
    for address in linked:
        assert file_at(address, published).is_file(), address
    for page in pages_of(published):
        assert file_at(str(meta(page, "og:url")), published) == page
        assert file_at(str(meta(page, "og:image")), published).is_file()


def test_every_page_says_what_it_is(published: Path) -> None:
    for page in pages_of(published):
        assert meta(page, "og:title"), page
        assert meta(page, "og:description") == meta(page, "description"), page
    assert meta(published / "topics/sql/joins.html", "og:title") == GUIDE.index.lessons["sql/joins"].title


def test_pages_lead_to_their_source(published: Path) -> None:
    roadmap = (PROJECT / "roadmap.yaml").read_text(encoding="utf-8").splitlines()
    for page in pages_of(published):
        links = read_page(page).links
        edited = [link.removeprefix(f"{REPOSITORY}/edit/main/") for link in links if f"{REPOSITORY}/edit/" in link]
        name = page.relative_to(published).with_suffix(".md").as_posix()
        assert edited == [f"docs/{name}"]
        assert (PROJECT / edited[0]).is_file()
        lines = [
            int(link.partition("#L")[2]) for link in links if link.startswith(f"{REPOSITORY}/blob/main/roadmap.yaml")
        ]
        if lines:
            id_ = name.removesuffix("/index.md").removesuffix(".md").rpartition("/")[2]
            assert roadmap[lines[0] - 1].strip() == f"- id: {id_}"
    assert [link for link in read_page(published / "topics/sql/index.html").links if "roadmap.yaml#L" in link]


def test_json_holds_the_whole_roadmap(published: Path) -> None:
    data = json.loads((published / "roadmap.json").read_text(encoding="utf-8"))
    schema = json.loads((published / data["$schema"]).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(data, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data | {"roadmap": data["roadmap"] | {"topics": []}}, schema)
    assert load_roadmap(json.dumps(data["roadmap"], ensure_ascii=False), "roadmap.json") == GUIDE.index.roadmap
    for pages in data["pages"].values():
        for page in pages.values():
            file, anchor = urldefrag(page)
            assert not anchor or anchor in read_page(published / file).anchors
            assert (published / file).is_file()


def test_search_engines_are_told_what_a_page_teaches(published: Path) -> None:
    def data_of(address: str) -> dict[str, object]:
        match = re.search(r'<script type="application/ld\+json">(.*?)</script>', head_of(published / address))
        assert match, address
        return dict(json.loads(match[1]))

    for topic in GUIDE.index.roadmap.topics:
        course = data_of(f"topics/{topic.id}/index.html")
        assert (course["@type"], course["name"]) == ("Course", topic.title)
    for key in GUIDE.written:
        lesson = GUIDE.index.lessons[key]
        resource = data_of(f"topics/{key}.html")
        assert (resource["@type"], resource["url"]) == ("LearningResource", f"{ADDRESS}topics/{key}.html")
        assert resource["teaches"] == [outcome.text.replace("`", "") for outcome in lesson.outcomes]
        assert bool(resource["competencyRequired"]) == bool(lesson.requires)


def test_preview_pictures_are_small_and_always_the_same(published: Path) -> None:
    pictures = [published / "assets/preview.png", *(published / "assets/previews").glob("*.png")]
    assert len(pictures) == 1 + len(GUIDE.index.topics)
    for picture in pictures:
        assert picture.stat().st_size <= LARGEST_PREVIEW
        with Image.open(picture) as image:
            assert image.size == SIZE
    words = ("A guide", "A title that is long " * 5, "A summary that goes on " * 20, "3 lessons")
    assert draw_preview(*words) == draw_preview(*words)


@pytest.mark.parametrize("length", [1, 30, 400])
def test_preview_keeps_its_margins(length: int) -> None:
    picture = draw_preview("", "W" * 12 + " many wide words" * (length // 16), "word " * length, "")
    with Image.open(BytesIO(picture)) as image:
        band = image.crop((0, 0, 24, SIZE[1])).convert("RGB").getcolors()
        right = image.crop((SIZE[0] - 40, 0, *SIZE)).convert("RGB").getcolors()
        foot = image.crop((40, SIZE[1] - 84 - 36, *SIZE)).convert("RGB").getcolors()
    assert band
    assert right
    assert foot
    assert [len(band), len(right), len(foot)] == [1, 1, 1]


def test_feed_is_valid_and_newest_first(published: Path) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ET.parse(published / "feed.xml").getroot()
    assert [feed.findtext(f"{atom}{name}") for name in ("id", "title")] == [
        ADDRESS,
        "Backend Roadmap: lessons that changed",
    ]
    days = [entry.findtext(f"{atom}updated") or "" for entry in feed.iter(f"{atom}entry")]
    assert days == sorted(days, reverse=True)
    assert all(
        re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", day) for day in [*days, str(feed.findtext(f"{atom}updated"))]
    )
    for entry in feed.iter(f"{atom}entry"):
        assert file_at(str(entry.findtext(f"{atom}id")), published).is_file()
