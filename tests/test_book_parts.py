"""The parts of the book's core: text that stays text, lines that are folded, terms that are found."""

from __future__ import annotations

import pypdfium2
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from book.articles import read_article, words
from book.code import Line, fold, read_code, width
from book.records import Division
from book.rules import NOT_SET, problem
from book.terms import index_terms
from book.typst_text import BREAK, breakable, markup, string

LINES = st.lists(st.tuples(st.sampled_from(["", "keyword", "string"]), st.text("ab 漢", min_size=1))).map(tuple)
HOSTILE = [
    "#let x = 1; $a_b$ *strong* _emph_ `raw` <label> @reference ~ \\ [a] {b}",
    "= heading - item + item / term: 1. item",
    "// comment /* comment */ https://example.org -- --- ... -? \\u{41}",
    "#include(1) #image(2); (3).at(4) [5]",
]


@given(LINES, st.integers(min_value=2, max_value=40))
def test_a_folded_line_loses_nothing_and_fits(line: Line, columns: int) -> None:
    rows = ["".join(text for _, text in row) for row in fold(line, columns)]
    assert "".join(rows) == "".join(text for _, text in line)
    assert all(width(row) <= columns for row in rows)


def test_a_line_is_folded_behind_a_space_where_one_is_near() -> None:
    rows = fold((("comment", "# one two three"), ("", "=")), 10)
    assert list(rows) == [(("comment", "# one two "),), (("comment", "three"), ("", "="))]


@given(st.text())
def test_breaks_change_no_word(text: str) -> None:
    assert breakable(text).replace(BREAK, "") == text.replace(BREAK, "")


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("inside", ["{}", "#emph[{}];(x)", "#list([{}], [b])"])
def test_text_stays_text(text: str, inside: str) -> None:
    assert text in "".join(typeset(inside.format(markup(text))).split("\n"))


@pytest.mark.parametrize("text", [*HOSTILE, '"quoted" \\n \\'])
def test_a_string_is_what_it_was(text: str) -> None:
    assert text in "".join(typeset(f"#text({string(text)})").split("\n"))


def typeset(source: str) -> str:
    """What can be read in the PDF of some Typst markup."""
    paper = '#set page(width: 60cm)\n#set text(font: "DejaVu Sans Mono")\n#set smartquote(enabled: false)\n'
    pdf = typst.compile((paper + source).encode(), format="pdf", ignore_system_fonts=True)
    text: str = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    return text.replace("\r", "")


def test_code_keeps_its_lines_and_looks() -> None:
    block = html.fromstring(
        '<div class="language-python highlight"><span class="filename">a.py</span><pre><span></span><code>'
        '<span class="k">def</span> <span class="nf">f</span><span class="p">():</span>\n'
        '\t<span class="c1"># one\n</span>\n</code></pre></div>'
    )
    code = read_code(block)
    assert (code.title, code.language) == ("a.py", "python")
    assert code.lines == (
        (("keyword", "def"), ("", " "), ("name", "f"), ("", "():")),
        (("", "    "), ("comment", "# one")),
    )


def test_an_article_is_unfolded_and_unrolled() -> None:
    article = read_article(
        '<article class="x"><h1>Title<a class="headerlink" href="#t">¶</a></h1><script>no</script><!-- no -->'
        '<details class="tip"><summary>Hint</summary><p>Open.</p></details>'
        '<div class="tabbed-set"><input type="radio"><div class="tabbed-labels"><label>One</label></div>'
        '<div class="tabbed-content"><div class="tabbed-block"><p>First.</p></div></div></div></article>'
    )
    assert words(article) == "TitleHintOpen.OneFirst."
    assert [each.get("class") for each in article.iter("p")] == ["admonition-title", None, "tab-title", None]


def test_the_index_leads_to_where_a_term_is_named_and_to_other_sections() -> None:
    texts = [
        "<p>Rows that match are kept by an inner join.</p>",
        "<p>A <strong>join</strong> keeps rows; <strong>never forget</strong> that, nor <code>GROUP BY</code>.</p>",
        "<p>SQL (Structured Query Language) has joins, and joining is no join.</p>",
    ]
    divisions = [
        Division(kind="section", title=f"Part {i}", anchor=f"a{i}", page="", body=html.fromstring(f"<div>{text}</div>"))
        for i, text in enumerate(texts)
    ]
    entries = {entry.term: entry for entry in index_terms(divisions)}
    assert list(entries) == ["GROUP BY", "join", "SQL (Structured Query Language)"]
    anchors = [next(division.body.iter("p")).get("id") for division in divisions]
    assert entries["join"].anchors == (anchors[1], anchors[2], anchors[0])
    assert entries["GROUP BY"].is_code


def test_a_problem_stands_where_its_words_do() -> None:
    sources = {"docs/a.md": "# A\n\nsee b.md here", "roadmap.yaml": "x: ü"}
    found = [problem(NOT_SET, sources, "a.html", needles, "", "").at for needles in (("b.md",), ("ü",), ("none",))]
    assert [(at.file, at.line, at.column) for at in found] == [
        ("docs/a.md", 3, 5),
        ("roadmap.yaml", 1, 4),
        ("docs/a.md", 1, 1),
    ]
