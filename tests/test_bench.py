"""The bench measures what it says: pages like real ones, the same each time, and ratios that hold a bar or do not."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from lxml import html

from bench.convert import plain_markdown, sphinx_markdown, titled_markdown
from bench.measuring import CommandError, Cost, in_turns, median_cost, run
from bench.plain import PlainProject
from bench.table import Bar, Row, Side, cpu_side, render_json, render_table
from macros.files import load_guide
from tests.building import BREAD, PROJECT, add_lesson, lay_out
from tests.conftest import Golden
from tests.synthetic import write_guide


def written(folder: Path, lessons: int, seed: int = 1) -> dict[str, str]:
    write_guide(folder, lessons, seed)
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.*")}


def test_made_up_guide_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    first = written(tmp_path / "a", 25)
    assert first == written(tmp_path / "b", 25)
    assert first != written(tmp_path / "c", 25, seed=2)


def test_made_up_guide_has_no_problems_and_lessons_like_real_ones(tmp_path: Path) -> None:
    files = written(tmp_path, 70)
    guide = load_guide(tmp_path)
    assert not guide.warnings
    assert len(guide.written) == 70
    assert len(guide.questions) == 70 * 5
    assert sum(len(lesson.requires) for lesson in guide.index.lessons.values()) > 70
    for name, text in files.items():
        if "/lesson-" in name:
            prose = re.sub(r"```.*?```|\{\{[^\n]*\}\}|[^\w\s]", "", text, flags=re.DOTALL)
            assert 1_150 < len(prose.split()) < 1_250
            assert text.count("```python") == 4


def test_a_command_is_measured_with_its_children(tmp_path: Path) -> None:
    busy = "import time\nwhile time.process_time() < 0.3: pass"
    child = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {busy!r}])"
    cost = run((sys.executable, "-c", child), tmp_path)
    assert 0.3 <= cost.cpu < 3
    assert cost.wall >= 0.3
    assert cost.memory > 5


def test_a_command_that_fails_says_what_it_printed(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"(?s)failed:.*no such thing"):
        run((sys.executable, "-c", "raise SystemExit('no such thing')"), tmp_path)


def cost(cpu: float) -> Cost:
    return Cost(cpu=cpu, wall=2 * cpu, memory=50)


@pytest.mark.parametrize(("patience", "runs"), [(0, 1), (60, 3)])
def test_turns_end_with_the_runs_or_the_patience(patience: float, runs: int) -> None:
    costs = in_turns(lambda: {"ours": cost(1), "theirs": cost(2)}, 3, patience)
    assert costs == {"ours": [cost(1)] * runs, "theirs": [cost(2)] * runs}


def test_median_of_each_number_for_itself() -> None:
    costs = [Cost(cpu=1, wall=9, memory=5), Cost(cpu=2, wall=7, memory=6), Cost(cpu=9, wall=8, memory=4)]
    assert median_cost(costs) == Cost(cpu=2, wall=8, memory=5)


OURS, THEIRS = cpu_side("ours", [cost(2), cost(3), cost(9)]), cpu_side("theirs", [cost(2)])
WAIT = Side(name="wait", value=0.5, unit="s", costs=(Cost(cpu=0, wall=0.5, memory=0),))


@pytest.mark.parametrize(
    ("row", "held"),
    [
        (Row(line="x", what=OURS, beside=THEIRS, bar=Bar(limit=1.5)), True),
        (Row(line="x", what=OURS, beside=THEIRS, bar=Bar(limit=1.4)), False),
        (Row(line="x", what=OURS, beside=THEIRS, bar=Bar(limit=1.5, at_least=True)), True),
        (Row(line="x", what=OURS, beside=THEIRS, bar=Bar(limit=1.6, at_least=True)), False),
        (Row(line="x", what=WAIT, beside=OURS, bar=Bar(limit=1, of_value=True)), True),
        (Row(line="x", what=WAIT, bar=Bar(limit=0.4, of_value=True)), False),
        (Row(line="x", what=OURS, bar=Bar(limit=9)), False),
        (Row(line="x", what=OURS, beside=THEIRS), None),
        (Row(line="x", what=None, failure="it broke"), False),
    ],
)
def test_bar_is_held_or_not(row: Row, held: bool | None) -> None:
    assert row.held is held


def test_table_names_everything_that_was_measured(golden: Golden) -> None:
    rows = [
        Row(line="added", what=OURS, beside=THEIRS, bar=Bar(limit=1.1)),
        Row(line="serve", what=WAIT, bar=Bar(limit=1, of_value=True)),
        Row(line="broken", what=None, failure="make site failed"),
    ]
    golden(PROJECT / "tests" / "goldens" / "bench_table.txt", render_table(rows) + "\n")
    assert '"held": false' in render_json(rows, {"python": "3.11"})


PAGE = """# Loops

{{ lesson_header("a/loops") }}

Words.

```python title="Exercise"
x = 1
```

### Why? { #why }

- [x] So.

??? tip "Hint"
    Look.

    ```python
    y = 2
    ```

{{ lesson_links("a/loops") }}
"""
PLAIN = """# Loops


Words.

```python
x = 1
```

### Why?

- [x] So.

**Hint**

Look.

```python
y = 2
```

"""


def test_pages_for_other_generators_keep_every_word() -> None:
    assert plain_markdown(PAGE) == PLAIN
    assert titled_markdown(PAGE).startswith("---\ntitle: Loops\n---\n\nWords.")
    assert sphinx_markdown(PAGE, "topics/a/index.md").endswith("```{toctree}\n:glob:\n:hidden:\n\nlesson-*\n```\n")
    assert "toctree" not in sphinx_markdown(PAGE, "topics/a/lesson-1.md")


def test_reference_has_the_same_articles(tmp_path: Path, bread_site: Path) -> None:
    guide = lay_out(BREAD, tmp_path / "guide")
    add_lesson(guide)
    plain = PlainProject(guide, tmp_path / "plain")
    plain.build()
    pages = sorted(path.relative_to(bread_site) for path in bread_site.rglob("*.html"))
    assert pages == sorted(path.relative_to(plain.folder / "site") for path in (plain.folder / "site").rglob("*.html"))
    for page in pages:
        ours, theirs = (html.parse(site / page).find(".//article") for site in (bread_site, plain.folder / "site"))
        assert html.tostring(ours) == html.tostring(theirs), page
