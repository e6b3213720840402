"""What a contributor is told: each rule has guides that break it, with the whole report, and one that keeps it."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from macros.explaining import explain_as_json, explain_as_sarif, explain_for_github, explain_for_people
from macros.files import SoundGuide, load_guide, sources
from macros.loading import load_roadmap
from macros.problems import Problem, RoadmapError
from macros.rules.catalogue import ROADMAP_CHECKS, RULES
from macros.rules.checking import run_checks
from macros.rules.shape import SHAPE_RULES
from macros.schema import render_schema
from tests.building import BREAD, PROJECT, build, lay_out
from tests.conftest import Golden

CASES = PROJECT / "tests" / "cases"
NAMES = sorted(path.stem for path in CASES.glob("*.case"))
BREAD_ROADMAP = (BREAD / "roadmap.yaml").read_text(encoding="utf-8")


def variants(name: str, heading: str) -> list[str]:
    """The parts of a case below a heading, `fails` or `passes`."""
    parts = re.split(r"^=== (\w+)\n", (CASES / f"{name}.case").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [text for title, text in zip(parts[1::2], parts[2::2], strict=True) if title == heading]


def bread_with(edits: str, folder: Path) -> Path:
    """The bread guide in a folder, after the edits of a case: lines `@@ file operation`, each followed by its text."""
    shutil.copytree(BREAD, folder)
    parts = re.split(r"^@@ (\S+) (\w+)(?: (\d+))?\n", edits, flags=re.MULTILINE)
    for name, operation, number, text in zip(parts[1::4], parts[2::4], parts[3::4], parts[4::4], strict=True):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if operation == "remove":
            path.unlink()
        elif operation == "hex":
            path.write_bytes(bytes.fromhex(text))
        elif operation == "write":
            path.write_text(text.removesuffix("\n"), encoding="utf-8")
        elif operation == "append":
            path.write_text(
                f"{path.read_text(encoding='utf-8')}{'' if name.endswith('.yaml') else chr(10)}{text}", encoding="utf-8"
            )
        elif operation == "repeat":
            path.write_text(path.read_text(encoding="utf-8") + text * int(number), encoding="utf-8")
        else:
            replace_once(path, *text.split("\n=>\n"))
    return folder


def replace_once(path: Path, old: str, new: str = "") -> None:
    text = path.read_text(encoding="utf-8")
    old, new = old.removesuffix("\n=>"), new.removesuffix("\n")
    assert text.count(old) == 1, f"not exactly once in {path.name}: {old}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def problems_of(folder: Path) -> tuple[Problem, ...]:
    try:
        return load_guide(folder).warnings
    except RoadmapError as error:
        return error.problems


def test_every_rule_has_its_case() -> None:
    assert sorted(rule.name for rule in RULES) == NAMES
    assert len(RULES) >= 60
    assert all(re.fullmatch(r"[`A-Z].*\.", rule.why) for rule in RULES)


@pytest.mark.parametrize("name", NAMES)
def test_rule_is_broken(name: str, golden: Golden, tmp_path: Path) -> None:
    reports = []
    for i, edits in enumerate(variants(name, "fails")):
        folder = bread_with(edits, tmp_path / str(i))
        problems = problems_of(folder)
        assert name in {problem.rule.name for problem in problems}
        reports.append(explain_for_people(problems, sources(folder, problems)))
    golden(CASES / f"{name}.txt", "\n\n".join(reports) + "\n")


@pytest.mark.parametrize("name", NAMES)
def test_rule_is_kept(name: str, tmp_path: Path) -> None:
    (edits,) = variants(name, "passes")
    problems = problems_of(bread_with(edits, tmp_path / "guide"))
    assert name not in {problem.rule.name for problem in problems}


@pytest.mark.parametrize("folder", [BREAD, PROJECT], ids=["bread", "the guide"])
def test_guide_has_no_problems(folder: Path) -> None:
    guide = load_guide(folder)
    assert isinstance(guide, SoundGuide)
    assert not guide.warnings


@pytest.mark.parametrize("name", ["unknown-id-in-macro", "page-without-lesson", "title-differs", "wrong-type"])
def test_the_build_stops_with_the_same_report(name: str, tmp_path: Path) -> None:
    folder = lay_out(bread_with(variants(name, "fails")[0], tmp_path / "copy"), tmp_path / "guide")
    result = build(folder, folder / "site")
    assert result.returncode != 0
    assert (CASES / f"{name}.txt").read_text(encoding="utf-8").partition("Mend each")[0] in result.stderr
    assert "Traceback" not in result.stderr
    assert not (folder / "site").exists()


def test_a_warning_is_told_and_stops_no_build(tmp_path: Path) -> None:
    folder = lay_out(bread_with(variants("vague-link-text", "fails")[0], tmp_path / "copy"), tmp_path / "guide")
    result = build(folder, folder / "site")
    assert result.returncode == 0
    assert "[vague-link-text]" in result.stderr


def test_thirty_mistakes_give_thirty_problems_in_one_run(tmp_path: Path) -> None:
    together = """
        duplicate-id unknown-group unknown-resource unknown-outcome effort-range-reversed effort-of-nothing
        unknown-stop path-misses-essential outcome-without-verb reason-says-nothing summary-not-a-sentence
        title-duplicated code-mark-unclosed resource-over-http date-does-not-exist several-titles
        heading-level-skipped heading-repeated image-without-alt picture-from-another-host absolute-link
        link-over-http link-to-obsolete-reference vague-link-text link-without-text bare-url
        code-block-without-language active-html note-to-the-author several-sentences-on-a-line unknown-macro
        page-without-entry
    """.split()  # noqa: SIM905
    edits = "".join(variants(name, "fails")[0] for name in together)
    problems = problems_of(bread_with(edits, tmp_path / "guide"))
    assert set(together) <= {problem.rule.name for problem in problems}
    assert len({problem.rule.name for problem in problems}) >= 30
    assert list(problems) == sorted(problems)


# --- how problems are told


def run_check(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "macros", str(folder), *arguments],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
        env={key: value for key, value in os.environ.items() if key != "PYTHONWARNINGS"},
    )


def test_exit_status(tmp_path: Path) -> None:
    warned = bread_with(variants("vague-link-text", "fails")[0], tmp_path / "warned")
    wrong = bread_with(variants("bare-url", "fails")[0], tmp_path / "wrong")
    assert run_check(BREAD).returncode == 0
    assert run_check(warned).returncode == 0
    assert run_check(warned, "--strict").returncode == 1
    assert run_check(wrong).returncode == 1
    assert run_check(tmp_path / "nowhere").returncode == 2
    assert run_check(BREAD, "--format", "xml").returncode == 2


def test_formats(tmp_path: Path) -> None:
    folder = bread_with(variants("unknown-prerequisite", "fails")[0], tmp_path / "guide")
    github = run_check(folder, "--format", "github").stdout
    assert github.startswith(
        "::error file=roadmap.yaml,line=34,col=22,title=unknown-prerequisite::lesson 'dough/rising' requires"
    )
    assert "%0Adid you mean 'dough/mixing'?" in github
    (record,) = json.loads(run_check(folder, "--format", "json").stdout)
    assert record["rule"] == "unknown-prerequisite"
    assert (record["file"], record["line"], record["column"]) == ("roadmap.yaml", 34, 22)
    log = json.loads(run_check(folder, "--format", "sarif").stdout)
    assert log["version"] == "2.1.0"
    assert log["runs"][0]["results"][0]["ruleId"] == "unknown-prerequisite"
    assert len(log["runs"][0]["tool"]["driver"]["rules"]) == len(RULES)
    assert json.loads(run_check(BREAD, "--format", "json").stdout) == []


def test_github_commands_cannot_be_forged() -> None:
    with pytest.raises(RoadmapError) as error:
        load_roadmap('groups: ["a\\n::error::x"]', "odd,name: 100%.yaml")
    for line in explain_for_github(error.value.problems).splitlines():
        assert line.startswith("::error file=odd%2Cname%3A 100%25.yaml,line=1,")


def test_color_marks_the_level(tmp_path: Path) -> None:
    folder = bread_with(variants("bare-url", "fails")[0], tmp_path / "guide")
    problems = problems_of(folder)
    assert "\x1b[1;31merror:" in explain_for_people(problems, {}, color=True)
    assert "\x1b" not in explain_for_people(problems, {})


# --- the schema


def test_schema_is_published_as_it_is_derived(golden: Golden) -> None:
    golden(PROJECT / "docs" / "roadmap.schema.json", render_schema())
    first_line = (PROJECT / "roadmap.yaml").read_text(encoding="utf-8").partition("\n")[0]
    assert first_line == "# yaml-language-server: $schema=docs/roadmap.schema.json"
    jsonschema.Draft202012Validator.check_schema(json.loads(render_schema()))


VALIDATOR = jsonschema.Draft202012Validator(json.loads(render_schema()))


class CoreLoader(yaml.SafeLoader):
    """YAML as editors read it: the core schema of version 1.2."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 (as the base class has it)


CoreLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), None)
CoreLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^(null|~|)$"), None)
CoreLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?\d+$"), None)
CoreLoader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^[-+]?(\d*\.\d+|\d+\.)([eE][-+]?\d+)?$|^[-+]?\d+[eE][-+]?\d+$"), None
)

# What a schema cannot see, because an editor's YAML parser reports it, or says nothing.
BEFORE_THE_SCHEMA = """
    unreadable-file file-too-large not-utf8 control-character tab yaml-syntax several-documents alias merge-key
    yaml-tag complex-key duplicate-key macro-syntax
""".split()  # noqa: SIM905


@pytest.mark.parametrize("name", [rule.name for rule in SHAPE_RULES if rule.name not in BEFORE_THE_SCHEMA])
def test_schema_and_loader_agree(name: str, tmp_path: Path) -> None:
    for heading in ("fails", "passes"):
        for i, edits in enumerate(variants(name, heading)):
            text = (bread_with(edits, tmp_path / f"{heading}{i}") / "roadmap.yaml").read_text(encoding="utf-8")
            assert loads(text) == validates(text) == (heading == "passes")


def loads(text: str) -> bool:
    try:
        load_roadmap(text, "roadmap.yaml")
    except RoadmapError:
        return False
    return True


def validates(text: str) -> bool:
    return bool(VALIDATOR.is_valid(yaml.load(text, Loader=CoreLoader)))


DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
BREAD_DATA = yaml.load(BREAD_ROADMAP, Loader=CoreLoader)
NODES = st.sampled_from(["cut", "copy", "text", "number", "list", "mapping", "empty"])


def mutated(data: Any, seed: int, change: str) -> str:
    """A roadmap with one node cut, doubled or of another type."""
    data = deepcopy(data)
    places: list[tuple[object, object]] = []
    waiting = [data]
    while waiting:
        node = waiting.pop()
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        places += [(node, key) for key in keys]
        waiting += [node[key] for key in keys if isinstance(node[key], dict | list)]
    node, key = random.Random(seed).choice(places)
    values = {"text": "a b", "number": 7, "list": ["x"], "mapping": {"x": "y"}, "empty": None}
    if change == "cut":
        del node[key]  # type: ignore[attr-defined]
    elif change == "copy":
        node[f"{key}-2" if isinstance(node, dict) else slice(0, 0)] = [deepcopy(node[key])]  # type: ignore[index]
    else:
        node[key] = values[change]  # type: ignore[index]
    return str(yaml.dump(data, Dumper=DUMPER, sort_keys=False))


@given(st.integers(0, 10_000), NODES)
def test_schema_and_loader_agree_on_mutations(seed: int, change: str) -> None:
    text = mutated(BREAD_DATA, seed, change)
    assert loads(text) == validates(text)


# --- input that nobody writes on purpose


@given(st.text())
def test_any_text_loads_or_is_explained(text: str) -> None:
    assert_loads_or_is_explained(text)


@given(st.lists(st.tuples(st.integers(0, 200), st.sampled_from(["cut", "double", "swap", "dent"])), max_size=6))
def test_any_edit_of_lines_loads_or_is_explained(edits: list[tuple[int, str]]) -> None:
    lines = BREAD_ROADMAP.splitlines()
    for place, edit in edits:
        i = place % len(lines)
        if edit == "cut":
            del lines[i]
        elif edit == "double":
            lines.insert(i, lines[i])
        elif edit == "swap":
            lines[i], lines[i - 1] = lines[i - 1], lines[i]
        else:
            lines[i] = " " + lines[i]
    assert_loads_or_is_explained("\n".join(lines))


GUIDE_ROADMAP = (PROJECT / "roadmap.yaml").read_text(encoding="utf-8")


def spans_of(text: str) -> list[tuple[int, int]]:
    """Where each key and each value of a YAML text begins and ends."""
    spans: list[tuple[int, int]] = []
    waiting: list[Any] = [yaml.compose(text, Loader=yaml.SafeLoader)]
    while waiting:
        node = waiting.pop()
        spans.append((node.start_mark.index, node.end_mark.index))
        for child in node.value if not isinstance(node, yaml.ScalarNode) else ():
            waiting += child if isinstance(child, tuple) else [child]
    return sorted(spans)


SPANS = spans_of(GUIDE_ROADMAP)


@given(
    st.integers(0, len(SPANS) - 1), st.integers(0, len(SPANS) - 1), st.sampled_from(["cut", "double", "swap", "retype"])
)
def test_any_mutation_of_the_guide_loads_or_is_explained(first: int, second: int, change: str) -> None:
    (a, b), (c, d) = SPANS[min(first, second)], SPANS[max(first, second)]
    text, node, other = GUIDE_ROADMAP, GUIDE_ROADMAP[a:b], GUIDE_ROADMAP[c:d]
    if change == "cut":
        text = text[:a] + text[b:]
    elif change == "double":
        text = text[:b] + node + text[b:]
    elif change == "retype":
        text = text[:a] + ["7", "[x]", "{x: y}", "", "true", '"x"'][second % 6] + text[b:]
    elif b <= c:
        text = text[:a] + other + text[b:c] + node + text[d:]
    assert_loads_or_is_explained(text)


def assert_loads_or_is_explained(text: str) -> None:
    try:
        roadmap = load_roadmap(text, "roadmap.yaml")
        assert all(problem.message for problem in run_checks(ROADMAP_CHECKS, roadmap))
    except RoadmapError as error:
        lines = text.count("\n") + 2
        assert error.problems
        assert all(1 <= problem.at.line <= lines for problem in error.problems)
        assert explain_for_people(error.problems, {"roadmap.yaml": text})
        assert json.loads(explain_as_json(error.problems))
        assert json.loads(explain_as_sarif(error.problems, RULES))


BOMB = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 10)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
HOSTILE = {
    "nothing": b"",
    "spaces": b"   \n\n",
    "binary": bytes(range(256)) * 40,
    "utf-16": BREAD_ROADMAP.encode("utf-16"),
    "nul": b"groups: [\x00]",
    "fifty megabytes": b"a: b\n" * 10_000_000,
    "lines without end": b"x" * 5_000_000,
    "nested lists": b"[" * 10_000,
    "nested blocks": b"".join(b" " * i + b"a:\n" for i in range(3_000)),
    "cycle": b"groups: &a [*a]",
    "bomb": BOMB.encode(),
    "list as key": b"? [a, b]\n: c\n",
    "key of mappings": b"{{a: b}: c}",
    "a number": b"42",
    "a word": b"roadmap",
    "tag": b"!!python/object/apply:os.system ['true']",
    "directive": b"%YAML 9.9\n---\na: b\n",
    "byte order mark": b"\xef\xbb\xbfgroups: 1",
}
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (5, 5))
resource.setrlimit(resource.RLIMIT_AS, (500_000_000, 500_000_000))
from macros.__main__ import main
sys.exit(main([sys.argv[1]]))
"""


@pytest.mark.parametrize("name", HOSTILE)
def test_any_bytes_end_in_a_report(name: str, tmp_path: Path) -> None:
    (tmp_path / "roadmap.yaml").write_bytes(HOSTILE[name])
    command = [sys.executable, "-c", LIMITED, str(tmp_path)]
    result = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False, timeout=30)
    assert result.returncode == 1, result.stderr
    assert result.stderr.startswith("roadmap.yaml:")
    assert "Traceback" not in result.stderr
    assert len(result.stderr) < 50_000
