"""Rules on references outside the guide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from macros.model import Roadmap
from macros.rules.checking import Finding, error, warning

# Obsolete RFCs and what replaced them, as the RFC Editor's index says.
REPLACED_RFCS = {
    "793": "9293",
    "2616": "9110",
    "4122": "9562",
    "5246": "9846",
    "6265": "10025",
    "7230": "9112",
    "7231": "9110",
    "7232": "9110",
    "7233": "9110",
    "7234": "9111",
    "7235": "9110",
    "7540": "9113",
    "7807": "9457",
    "8446": "9846",
    "8499": "9499",
}
_RFC = re.compile(
    r"rfc-editor\.org/\w+/rfc(\d+)|datatracker\.ietf\.org/doc/html/rfc(\d+)|tools\.ietf\.org/html/rfc(\d+)"
)
_OLD_MDN = re.compile(r"developer\.mozilla\.org/.*/docs/Web/HTTP/(?!Guides|Reference)\w")


def replacement(url: str) -> str:
    """What to refer to instead of an address that is known to be obsolete; empty where it is not."""
    if match := _RFC.search(url):
        number = next(group for group in match.groups() if group)
        return f"refer to RFC {REPLACED_RFCS[number]}" if number in REPLACED_RFCS else ""
    return "put Guides/ or Reference/ into the path, as MDN does now" if _OLD_MDN.search(url) else ""


@warning
def resource_unused(roadmap: Roadmap) -> Iterator[Finding]:
    """A resource that no lesson names is shown nowhere and checked for nobody."""
    used = {resource for lesson in roadmap.lessons() for resource in lesson.resources}
    for resource in roadmap.resources:
        if resource.id not in used:
            message = f"no lesson names resource '{resource.id}'"
            yield Finding(resource.marks.of("id"), message, "name it in a lesson, or remove it")


@error
def resource_repeated(roadmap: Roadmap) -> Iterator[Finding]:
    """The same resource twice in one list helps nobody twice."""
    for lesson in roadmap.lessons():
        for i, resource in enumerate(lesson.resources):
            if resource in lesson.resources[:i]:
                message = f"lesson '{lesson.key}' names resource '{resource}' a second time"
                yield Finding(lesson.marks.of("resources", i), message, "remove it")


@error
def resource_over_http(roadmap: Roadmap) -> Iterator[Finding]:
    """Over plain HTTP anybody on the way can read and change what the reader gets."""
    for resource in roadmap.resources:
        if resource.url.startswith("http://"):
            message = f"the address of resource '{resource.id}' begins with http://"
            yield Finding(resource.marks.of("url"), message, "write https://, and check that it answers")


@error
def resource_url_duplicated(roadmap: Roadmap) -> Iterator[Finding]:
    """One address under two ids is listed twice and checked twice."""
    first: dict[str, str] = {}
    for resource in roadmap.resources:
        url = resource.url.rstrip("/")
        if url in first:
            message = f"resource '{resource.id}' has the address of '{first[url]}'"
            yield Finding(resource.marks.of("url"), message, "keep one of them")
        first.setdefault(url, resource.id)


@error
def obsolete_reference(roadmap: Roadmap) -> Iterator[Finding]:
    """A specification that has been replaced teaches what no longer holds."""
    for resource in roadmap.resources:
        if hint := replacement(resource.url):
            yield Finding(resource.marks.of("url"), f"resource '{resource.id}' has been replaced", hint)


@error
def date_does_not_exist(roadmap: Roadmap) -> Iterator[Finding]:
    """A day that is not in the calendar says that nobody looked on that day."""
    for resource in roadmap.resources:
        try:
            date.fromisoformat(resource.checked)
        except ValueError:
            message = f"resource '{resource.id}' was checked on {resource.checked}, which is no day"
            yield Finding(resource.marks.of("checked"), message, "write the day of the check as year-month-day")


@warning
def too_few_resources(roadmap: Roadmap) -> Iterator[Finding]:
    """A reader who does not get on with one explanation needs a second."""
    for lesson in roadmap.lessons():
        if len(lesson.resources) < 2:
            message = f"lesson '{lesson.key}' names {len(lesson.resources)} resources"
            yield Finding(lesson.marks.of("resources"), message, "name 2 to 5")


@warning
def too_many_resources(roadmap: Roadmap) -> Iterator[Finding]:
    """A list of everything leaves the choice to somebody who cannot make it yet."""
    for lesson in roadmap.lessons():
        if len(lesson.resources) > 5:
            message = f"lesson '{lesson.key}' names {len(lesson.resources)} resources"
            yield Finding(lesson.marks.of("resources"), message, "keep the best 2 to 5")


CHECKS = (
    resource_unused,
    resource_repeated,
    resource_over_http,
    resource_url_duplicated,
    obsolete_reference,
    date_does_not_exist,
    too_few_resources,
    too_many_resources,
)
