"""The summary of a pull request: two built sites, compared."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from changes.__main__ import main, measure
from changes.comparing import Figures, render_comparison


def test_what_was_added_is_counted(bread_site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tmp_path / "before"
    shutil.copytree(bread_site, before)
    lesson = before / "topics" / "dough" / "mixing.html"
    weight = lesson.stat().st_size
    lesson.unlink()
    (before / "book").mkdir()
    (before / "book" / "bread.pdf").write_bytes(bytes(10_000_000))
    home = before / "index.html"
    home.write_text(home.read_text("utf-8").replace("<h1", "<p>Three more words.</p><h1", 1), encoding="utf-8")
    assert main([str(before), str(bread_site)]) == 0
    summary = capsys.readouterr().out
    old, new = measure(before), measure(bread_site)
    assert f"| Pages | {len(old.words)} | {len(old.words) + 1} | +1 |" in summary
    assert "| Lessons | 3 | 3 | 0 |" in summary
    assert "| Outcomes | 6 | 6 | 0 |" in summary
    assert new.size - old.size == pytest.approx(weight, abs=100)
    assert f"- <code>topics/dough/mixing.html</code> is new: {new.words['topics/dough/mixing.html']:,} words" in summary
    assert "- <code>index.html</code>: -3 words" in summary


def test_words_of_the_menu_do_not_count(bread_site: Path) -> None:
    assert 20 < measure(bread_site).words["paths/weekend.html"] < 200


def test_nothing_changed_is_said() -> None:
    same = Figures(words={"index.html": 3}, lessons=1, outcomes=2, size=1000)
    assert "No page has gained or lost a word." in render_comparison(same, same)


def test_a_page_name_stays_text_and_long_lists_end() -> None:
    old = Figures(words={}, lessons=0, outcomes=0, size=0)
    new = Figures(words={f"{number:02}</code><b>.html": 1 for number in range(40)}, lessons=0, outcomes=0, size=0)
    summary = render_comparison(old, new)
    assert "00&lt;/code&gt;&lt;b&gt;.html" in summary
    assert "<b>" not in summary
    assert "- and 10 more pages" in summary


def test_a_folder_without_a_site_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith("Name the folders of two built sites")
