"""The macros that a page can call: each renderer under its name, with the kind of id that it takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from macros import diagram_pages, overview, path_pages, question_lists, topic_pages, wanted
from macros.rules import catalogue
from macros.rules.pages import Takes


@dataclass(frozen=True, slots=True)
class Macro:
    """A renderer: takes a View, then the id where the macro takes one, and gives Markdown."""

    render: Callable[..., str]
    takes: Takes


MACROS: dict[str, Macro] = {
    "topic_header": Macro(topic_pages.render_topic_header, Takes.TOPIC),
    "topic_lessons": Macro(topic_pages.render_topic_lessons, Takes.TOPIC),
    "topic_links": Macro(topic_pages.render_topic_links, Takes.TOPIC),
    "lesson_header": Macro(topic_pages.render_lesson_header, Takes.LESSON),
    "lesson_links": Macro(topic_pages.render_lesson_links, Takes.LESSON),
    "path_stops": Macro(path_pages.render_path_stops, Takes.PATH),
    "project_brief": Macro(path_pages.render_project_brief, Takes.PROJECT),
    "guide_figures": Macro(overview.render_guide_figures, Takes.NOTHING),
    "roadmap_map": Macro(diagram_pages.render_roadmap_map, Takes.NOTHING),
    "roadmap_list": Macro(diagram_pages.render_roadmap_list, Takes.NOTHING),
    "essential_cards": Macro(overview.render_essential_cards, Takes.NOTHING),
    "supporting_cards": Macro(overview.render_supporting_cards, Takes.NOTHING),
    "topic_groups": Macro(overview.render_topic_groups, Takes.NOTHING),
    "path_cards": Macro(overview.render_path_cards, Takes.NOTHING),
    "project_cards": Macro(overview.render_project_cards, Takes.NOTHING),
    "placement_questions": Macro(question_lists.render_placement, Takes.NOTHING),
    "anki_links": Macro(question_lists.render_anki_links, Takes.NOTHING),
    "shop_diagram": Macro(diagram_pages.render_shop_diagram, Takes.NOTHING),
    "resource_list": Macro(overview.render_resource_list, Takes.NOTHING),
    "wanted_list": Macro(wanted.render_wanted_list, Takes.NOTHING),
    "rule_list": Macro(catalogue.render_rule_list, Takes.NOTHING),
}
