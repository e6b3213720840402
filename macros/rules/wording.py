"""Rules on the words of the roadmap: they are shown as they stand, on pages, cards and checklists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from macros.graph import find_cycle, reduce_edges
from macros.model import Roadmap
from macros.problems import Position
from macros.rules.checking import Finding, error, warning

# What a reader does to show that something is learned. Add a verb that says as much.
VERBS = frozenset(
    """
    add analyze answer apply argue ask assign avoid balance begin benchmark bring build bypass cache calculate
    change check choose classify clean clone combine compare complete compose compute configure connect contribute
    convert count create debug decide decode define deploy derive describe design detect diagnose distinguish divide
    document draw encode encrypt estimate evaluate explain expose extend extract find fit follow forge format
    generate give grant group handle hash identify implement inspect install invert judge keep limit list load log
    make map match measure merge model monitor move name normalize open optimize order organize package parse place
    plan practice predict prepare prevent profile protect prove publish query raise rank read rebase recognize
    record recover reduce refactor release remove render repair replace replay reproduce resolve restate restore
    restrict return reverse review revoke rewrite roll rotate route run scale schedule secure select send separate
    serve set shape shard share show simulate size sketch solve sort spend split spot start state store stop
    structure summarize take tell test trace track train translate traverse tune turn undo update use validate
    verify watch weigh wire withstand wrap write
    """.split()  # noqa: SIM905
)
LONGEST = {"title": 60, "summary": 170, "text": 150, "because": 120, "do": 160}
EMPTY_REASON = re.compile(
    r"(it is |is )?(needed|required|necessary|important|useful|a prerequisite|basics?)( first| here| for this)?",
    re.IGNORECASE,
)
OPENERS = frozenset({"A", "An", "Because", "Every", "It", "One", "The", "This", "Without", "You", "Your"})
PLACEHOLDER = re.compile(r"\b(TODO|FIXME|XXX|TBD|lorem ipsum|coming soon)\b", re.IGNORECASE)


@error
def outcome_without_verb(roadmap: Roadmap) -> Iterator[Finding]:
    """An outcome is something that a reader can do and check: it begins with such a verb, not with "Understand"."""
    for lesson in roadmap.lessons():
        for outcome in lesson.outcomes:
            first = re.split(r"\W", outcome.text, maxsplit=1)[0]
            if first.lower() not in VERBS:
                message = (
                    f"outcome '{outcome.id}' of '{lesson.key}' begins with '{first}', which is not something to do"
                )
                hint = "begin with a verb such as Explain, Write, Choose, Predict or Measure"
                yield Finding(outcome.marks.of("text"), message, hint)


@error
def outcome_duplicated(roadmap: Roadmap) -> Iterator[Finding]:
    """The same outcome twice means two lessons that teach the same, or one that is misnamed."""
    first: dict[str, str] = {}
    for lesson in roadmap.lessons():
        for outcome in lesson.outcomes:
            words = " ".join(re.findall(r"\w+", outcome.text.lower()))
            if words in first:
                message = f"outcome '{outcome.id}' of lesson '{lesson.key}' says the same as one of '{first[words]}'"
                yield Finding(outcome.marks.of("text"), message, "say what is different, or remove one of them")
            first.setdefault(words, lesson.key)


@warning
def too_few_outcomes(roadmap: Roadmap) -> Iterator[Finding]:
    """A lesson after which a reader can do one thing only belongs to another lesson."""
    for lesson in roadmap.lessons():
        if len(lesson.outcomes) < 2:
            yield Finding(lesson.marks.of("outcomes"), f"lesson '{lesson.key}' has 1 outcome", "write 2 to 5")


@warning
def too_many_outcomes(roadmap: Roadmap) -> Iterator[Finding]:
    """More than five things are not learned in one sitting."""
    for lesson in roadmap.lessons():
        if len(lesson.outcomes) > 5:
            message = f"lesson '{lesson.key}' has {len(lesson.outcomes)} outcomes"
            yield Finding(lesson.marks.of("outcomes"), message, "merge some, or split the lesson")


@warning
def lesson_not_one_sitting(roadmap: Roadmap) -> Iterator[Finding]:
    """A lesson is learned in one sitting, of 20 to 60 minutes: readers have little time at once."""
    for lesson in roadmap.lessons():
        if lesson.effort.low < 20 or lesson.effort.high > 60:
            message = f"lesson '{lesson.key}' takes {lesson.effort.low} to {lesson.effort.high} minutes"
            yield Finding(lesson.marks.of("effort"), message, "split or merge lessons so that each takes 20 to 60")


@error
def reason_says_nothing(roadmap: Roadmap) -> Iterator[Finding]:
    """That a prerequisite is needed is clear from its being there: the reason says what of it is used."""
    for lesson in roadmap.lessons():
        for wanted in lesson.requires:
            if EMPTY_REASON.fullmatch(wanted.because.rstrip(".")):
                message = f"the reason why '{lesson.key}' requires '{wanted.lesson}' is '{wanted.because}'"
                yield Finding(wanted.marks.of("because"), message, "say what the lesson uses of it")


@warning
def reason_not_a_clause(roadmap: Roadmap) -> Iterator[Finding]:
    """The reason follows a colon on the page: it begins in lower case and ends without a period."""
    for lesson in roadmap.lessons():
        for wanted in lesson.requires:
            if wanted.because.split()[0] in OPENERS or wanted.because.endswith("."):
                message = f"the reason '{wanted.because}' is written as a sentence"
                yield Finding(wanted.marks.of("because"), message, "begin in lower case and end without a period")


@error
def prerequisite_repeated(roadmap: Roadmap) -> Iterator[Finding]:
    """One prerequisite has one reason: two entries for it would be two lines on the page."""
    for lesson in roadmap.lessons():
        first: dict[str, int] = {}
        for wanted in lesson.requires:
            at = wanted.marks.of("lesson")
            if wanted.lesson in first:
                message = f"lesson '{lesson.key}' requires '{wanted.lesson}' a second time"
                yield Finding(at, message, f"merge it with line {first[wanted.lesson]}")
            first.setdefault(wanted.lesson, at.line)


@warning
def redundant_prerequisite(roadmap: Roadmap) -> Iterator[Finding]:
    """What another prerequisite already requires comes first anyway: naming it again hides what is directly needed."""
    known = {lesson.key for lesson in roadmap.lessons()}
    requires = {lesson.key: [w.lesson for w in lesson.requires if w.lesson in known] for lesson in roadmap.lessons()}
    kept = {} if find_cycle(requires) else reduce_edges(requires)
    for lesson in roadmap.lessons():
        for wanted in lesson.requires:
            if wanted.lesson in known and wanted.lesson not in kept.get(lesson.key, requires[lesson.key]):
                others = (key for key in requires[lesson.key] if key != wanted.lesson)
                through = next(key for key in others if _leads_to(requires, key, wanted.lesson))
                message = f"lesson '{lesson.key}' requires '{wanted.lesson}', which '{through}' requires already"
                yield Finding(wanted.marks.of("lesson"), message, "remove it")


@warning
def summary_not_a_sentence(roadmap: Roadmap) -> Iterator[Finding]:
    """A summary stands alone on cards and in search results: it begins with a capital and ends with a period."""
    for name, entry, key in _texts(roadmap):
        text = getattr(entry, key)
        if key in ("summary", "do") and (text[0].islower() or text[-1] not in ".?!"):
            yield Finding(
                entry.marks.of(key), f"the {key} of {name} is not a sentence", "begin with a capital, end with a period"
            )


@warning
def ends_with_period(roadmap: Roadmap) -> Iterator[Finding]:
    """Titles, outcomes and milestones are items of lists: they end without a period."""
    for name, entry, key in _texts(roadmap):
        if key in ("title", "text") and getattr(entry, key).endswith("."):
            yield Finding(entry.marks.of(key), f"the {key} of {name} ends with a period", "remove the period")


@warning
def text_too_long(roadmap: Roadmap) -> Iterator[Finding]:
    """Long texts do not fit on cards and in lists, least of all on a phone."""
    for name, entry, key in _texts(roadmap):
        length = len(getattr(entry, key))
        if length > LONGEST.get(key, 200):
            message = f"the {key} of {name} has {length} characters"
            yield Finding(entry.marks.of(key), message, f"say it in {LONGEST.get(key, 200)} or fewer")


@warning
def title_duplicated(roadmap: Roadmap) -> Iterator[Finding]:
    """Two things of one name look the same in the menu, in search results and in lists of prerequisites."""
    first: dict[str, Position] = {}
    entries: list[Any] = [*roadmap.topics, *roadmap.lessons(), *roadmap.paths, *roadmap.projects]
    for entry in entries:
        title = entry.title.casefold()
        if title in first:
            message = f"the title '{entry.title}' stands here a second time"
            yield Finding(
                entry.marks.of("title"), message, f"the first is in line {first[title].line}: tell them apart"
            )
        first.setdefault(title, entry.marks.of("title"))


@error
def placeholder_text(roadmap: Roadmap) -> Iterator[Finding]:
    """What is not written yet is left out: a reader can do nothing with a note to the author."""
    for name, entry, key in _texts(roadmap):
        if match := PLACEHOLDER.search(getattr(entry, key)):
            yield Finding(
                entry.marks.of(key), f"the {key} of {name} holds '{match[0]}'", "write the text, or remove the entry"
            )


@warning
def code_mark_unclosed(roadmap: Roadmap) -> Iterator[Finding]:
    """A backtick without its partner stays on the page as it is."""
    for name, entry, key in _texts(roadmap):
        if getattr(entry, key).count("`") % 2:
            yield Finding(
                entry.marks.of(key), f"the {key} of {name} has an odd number of backticks", "close the `code`"
            )


def _leads_to(requires: dict[str, list[str]], start: str, goal: str) -> bool:
    waiting, seen = list(requires.get(start, ())), {start}
    while waiting:
        key = waiting.pop()
        if key == goal:
            return True
        if key not in seen:
            seen.add(key)
            waiting += requires.get(key, ())
    return False


def _texts(roadmap: Roadmap) -> Iterator[tuple[str, Any, str]]:
    """Every text that pages show: what its entry is called, the entry and the key."""
    for group in roadmap.groups:
        yield from ((f"group '{group.id}'", group, key) for key in ("title", "summary"))
    for topic in roadmap.topics:
        yield from ((f"topic '{topic.id}'", topic, key) for key in ("title", "summary"))
    for lesson in roadmap.lessons():
        yield from ((f"lesson '{lesson.key}'", lesson, key) for key in ("title", "summary"))
        yield from ((f"outcome '{lesson.outcome_key(outcome)}'", outcome, "text") for outcome in lesson.outcomes)
        yield from ((f"prerequisite '{w.lesson}' of '{lesson.key}'", w, "because") for w in lesson.requires)
    for path in roadmap.paths:
        yield from ((f"path '{path.id}'", path, key) for key in ("title", "summary"))
        yield from (
            (f"stop '{stop.id}' of path '{path.id}'", stop, key) for stop in path.stops for key in ("title", "do")
        )
    for project in roadmap.projects:
        yield from ((f"project '{project.id}'", project, key) for key in ("title", "summary"))
        yield from ((f"milestone '{each.id}' of project '{project.id}'", each, "text") for each in project.milestones)
    for resource in roadmap.resources:
        yield from ((f"resource '{resource.id}'", resource, key) for key in ("why",))


CHECKS = (
    outcome_without_verb,
    outcome_duplicated,
    too_few_outcomes,
    too_many_outcomes,
    lesson_not_one_sitting,
    reason_says_nothing,
    reason_not_a_clause,
    prerequisite_repeated,
    redundant_prerequisite,
    summary_not_a_sentence,
    ends_with_period,
    text_too_long,
    title_duplicated,
    placeholder_text,
    code_mark_unclosed,
)
