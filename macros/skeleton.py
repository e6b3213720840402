"""The beginning of a lesson's page: whole in its form, with a note wherever words are missing."""

from __future__ import annotations

from macros.escaping import escape_markdown
from macros.model import Lesson, Outcome

_QUESTIONS = 4


def render_skeleton(lesson: Lesson) -> str:
    """The page's Markdown; `make check` names each note that is still to be replaced."""
    sections = [_section(outcome) for outcome in lesson.outcomes]
    questions = [_question(number) for number in range(1, _QUESTIONS + 1)]
    header, links = (f'{{{{ {macro}("{lesson.key}") }}}}' for macro in ("lesson_header", "lesson_links"))
    parts = [f"# {escape_markdown(lesson.title)}", header, _PROBLEM, *sections, "## Check yourself", *questions]
    return "\n\n".join([*parts, _EXERCISE, links]) + "\n"


def _section(outcome: Outcome) -> str:
    text = escape_markdown(outcome.text)
    return f"## TODO: what holds ({outcome.id})\n\nTODO: what a reader needs so that they can do this: {text}."


def _question(number: int) -> str:
    return f"""\
### TODO: why … ({number})? {{ #todo-{number} }}

- [ ] TODO: what many believe.
    - TODO: why it is wrong.
- [x] TODO: the answer.
    - TODO: why it is right."""


_PROBLEM = "TODO: the problem, in 60 to 120 words, with a number in it."
_EXERCISE = """\
## Practise

TODO: what to do, and why somebody would.

```python title="Exercise"
def answer() -> int:
    return 0
```

??? tip "Hint"
    TODO: what to look at first.

??? note "How your answer is checked"
    ```python title="Check"
    assert answer() == 1, "TODO: what is wrong, in words that help"
    ```

??? success "A solution"
    ```python title="Solution"
    def answer() -> int:
        return 1
    ```"""
