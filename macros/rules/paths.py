"""Rules on learning paths, and on whether readers are led past everything."""

from __future__ import annotations

from collections.abc import Iterator

from macros.model import LearningPath, Roadmap, Stop
from macros.problems import did_you_mean
from macros.rules.checking import Finding, error, warning


@error
def unknown_stop(roadmap: Roadmap) -> Iterator[Finding]:
    """A path can only lead past topics, lessons and projects of the guide."""
    known = {
        "topics": {topic.id for topic in roadmap.topics},
        "lessons": {lesson.key for lesson in roadmap.lessons()},
        "projects": {project.id for project in roadmap.projects},
    }
    for path, stop in _stops(roadmap):
        for key, ids in known.items():
            for i, wanted in enumerate(getattr(stop, key)):
                if wanted not in ids:
                    message = f"stop '{stop.id}' of path '{path.id}' names unknown {key[:-1]} '{wanted}'"
                    yield Finding(stop.marks.of(key, i), message, did_you_mean(wanted, ids))


@error
def empty_stop(roadmap: Roadmap) -> Iterator[Finding]:
    """A stop with nothing to learn or build leaves the reader standing."""
    for path, stop in _stops(roadmap):
        if not (stop.topics or stop.lessons or stop.projects):
            message = f"stop '{stop.id}' of path '{path.id}' names no topic, lesson or project"
            yield Finding(stop.marks.record, message, "add 'topics:', 'lessons:' or 'projects:'")


@error
def stop_repeated(roadmap: Roadmap) -> Iterator[Finding]:
    """A reader who meets the same thing twice on a path wonders what was missed the first time."""
    for path in roadmap.paths:
        met: dict[str, str] = {}
        for stop in path.stops:
            for key in ("topics", "lessons", "projects"):
                for i, name in enumerate(getattr(stop, key)):
                    if name in met:
                        message = f"stop '{stop.id}' of path '{path.id}' names '{name}', as stop '{met[name]}' does"
                        yield Finding(stop.marks.of(key, i), message, "remove it from one of the two")
                    met.setdefault(name, stop.id)


@warning
def path_breaks_order(roadmap: Roadmap) -> Iterator[Finding]:
    """A path that brings a lesson before its prerequisite should do so knowingly: its page tells the reader."""
    for path in roadmap.paths:
        told: set[str] = set()
        for stop, lesson, wanted, later in _broken_orders(roadmap, path):
            if not stop.early and stop.id not in told:
                told.add(stop.id)
                message = (
                    f"stop '{stop.id}' of path '{path.id}' has '{lesson}'; this requires '{wanted}' of stop '{later}'"
                )
                yield Finding(stop.marks.of("id"), message, "change the order, or add 'early: true' to the stop")


@warning
def early_without_need(roadmap: Roadmap) -> Iterator[Finding]:
    """`early: true` is an exception: where nothing is brought early any more, it hides the next mistake."""
    for path in roadmap.paths:
        broken = {stop.id for stop, *_ in _broken_orders(roadmap, path)}
        for stop in path.stops:
            if stop.early and stop.id not in broken:
                message = (
                    f"stop '{stop.id}' of path '{path.id}' is marked early, and builds on nothing that comes later"
                )
                yield Finding(stop.marks.of("early"), message, "remove 'early: true'")


@error
def path_misses_essential(roadmap: Roadmap) -> Iterator[Finding]:
    """A path that promises all essentials must lead past each of them."""
    for path in roadmap.paths:
        if path.covers == "essentials":
            passed = {topic for stop in path.stops for topic in stop.topics}
            for topic in roadmap.topics:
                if topic.kind == "essential" and topic.id not in passed:
                    message = f"path '{path.id}' covers the essentials and misses '{topic.id}'"
                    yield Finding(path.marks.of("covers"), message, "add a stop for it, or remove 'covers:'")


@warning
def unreachable_topic(roadmap: Roadmap) -> Iterator[Finding]:
    """A topic that no path names and no lesson requires is found by nobody who is led."""
    named = {topic for _, stop in _stops(roadmap) for topic in stop.topics}
    named |= {key.partition("/")[0] for _, stop in _stops(roadmap) for key in stop.lessons}
    named |= {
        w.lesson.partition("/")[0]
        for lesson in roadmap.lessons()
        for w in lesson.requires
        if w.lesson.partition("/")[0] != lesson.topic
    }
    for topic in roadmap.topics:
        if roadmap.paths and topic.id not in named:
            message = f"no path leads past topic '{topic.id}', and no lesson of another topic requires it"
            yield Finding(topic.marks.of("id"), message, "name it at a stop of a path")


@warning
def project_off_path(roadmap: Roadmap) -> Iterator[Finding]:
    """A project that no path names is built by nobody who is led."""
    named = {project for _, stop in _stops(roadmap) for project in stop.projects}
    for project in roadmap.projects:
        if roadmap.paths and project.id not in named:
            yield Finding(
                project.marks.of("id"), f"no path leads past project '{project.id}'", "name it at a stop of a path"
            )


def _stops(roadmap: Roadmap) -> Iterator[tuple[LearningPath, Stop]]:
    for path in roadmap.paths:
        for stop in path.stops:
            yield path, stop


def _broken_orders(roadmap: Roadmap, path: LearningPath) -> Iterator[tuple[Stop, str, str, str]]:
    """Each stop, lesson and prerequisite of a path where the prerequisite's stop, the last item, comes later."""
    lessons = {lesson.key: lesson for lesson in roadmap.lessons()}
    of_topic = {topic.id: [lesson.key for lesson in topic.lessons] for topic in roadmap.topics}
    place: dict[str, int] = {}
    for i, stop in enumerate(path.stops):
        for key in [*(key for topic in stop.topics for key in of_topic.get(topic, ())), *stop.lessons]:
            place.setdefault(key, i)
    for key, i in place.items():
        for wanted in lessons[key].requires if key in lessons else ():
            if place.get(wanted.lesson, i) > i:
                yield path.stops[i], key, wanted.lesson, path.stops[place[wanted.lesson]].id


CHECKS = (
    unknown_stop,
    empty_stop,
    stop_repeated,
    path_breaks_order,
    early_without_need,
    path_misses_essential,
    unreachable_topic,
    project_off_path,
)
