"""Folded stacks, as profilers print them, to the frames of a flame picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

DEEPEST = 12  # frames above each other
MOST = 100  # stacks


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A function in the place from which it was called; `start` and `count` are in the unit of the stacks."""

    name: str
    depth: int
    start: float
    count: float


def read_stacks(text: str) -> list[tuple[tuple[str, ...], float]]:
    """The stacks in a text: on each line names from the outermost inward, joined by semicolons, and a count.

    Raises ValueError with a sentence on what is wrong.
    """
    stacks = [_stack(line) for line in text.splitlines() if line.strip()]
    if not 1 <= len(stacks) <= MOST:
        raise ValueError(f"a flame picture has 1 to {MOST} stacks, and this one has {len(stacks)}")
    return stacks


def _stack(line: str) -> tuple[tuple[str, ...], float]:
    names, _, count = line.strip().rpartition(" ")
    try:
        number = float(count)
    except ValueError:
        number = -1.0
    if not names or not 0 < number < float("inf"):
        raise ValueError(f"'{line.strip()}' does not end in a space and a count above 0")
    frames = tuple(name.strip() for name in names.split(";"))
    if not all(frames) or len(frames) > DEEPEST:
        raise ValueError(f"'{names}' is not a stack of 1 to {DEEPEST} names joined by semicolons")
    return frames, number


def find_frames(stacks: Sequence[tuple[tuple[str, ...], float]]) -> list[Frame]:
    """The frames, each as wide as all stacks through it together; siblings in the order of the text."""
    frames: list[Frame] = []

    def add(stacks: Sequence[tuple[tuple[str, ...], float]], depth: int, start: float) -> None:
        within: dict[str, list[tuple[tuple[str, ...], float]]] = {}
        for names, count in stacks:
            if names:
                within.setdefault(names[0], []).append((names[1:], count))
        for name, inner in within.items():
            count = sum(each for _, each in inner)
            frames.append(Frame(name=name, depth=depth, start=start, count=count))
            add(inner, depth + 1, start)
            start += count

    add(stacks, 0, 0.0)
    return frames
