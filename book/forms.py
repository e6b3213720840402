"""Adapter: turns the marked links of a PDF into check boxes that can be ticked, and names what links lead to."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

_MARK = "x-tick:"  # the address of a link that stands for a check box, before the key of its item
_TICK = "0.05 0.42 0.4 RG 1.5 w 1 J 1 j {:.2f} {:.2f} m {:.2f} {:.2f} l {:.2f} {:.2f} l S"
_TICK_POINTS = (0.22, 0.52, 0.43, 0.27, 0.8, 0.78)  # x and y of its three points, in shares of the box
_FONT_OF_TICKS = "/ZaDb 0 Tf 0 g"
_PRINTED = 4  # the flag of an annotation that is also printed


def finish_pdf(content: bytes, ticks: Mapping[str, str], titles: Mapping[str, str]) -> bytes:
    """The PDF with form fields named by the keys of `ticks`, and the titles of what links lead to."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        boxes = []
        looks = _Looks(pdf)
        for page in pdf.pages:
            for annotation in page.get("/Annots", []):
                key = _address(annotation).removeprefix(_MARK)
                if key in ticks:
                    _make_box(annotation, page.obj, key, ticks[key], looks)
                    boxes.append(annotation)
                elif (title := titles.get(str(annotation.get("/Dest", "")))) is not None:
                    annotation.Contents = String(f"{title} ({str(annotation.Contents).rpartition(', ')[2]})")
        _tag_as_form(pdf, {box.objgen for box in boxes})
        if boxes:
            font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.ZapfDingbats)
            resources = Dictionary(Font=Dictionary(ZaDb=pdf.make_indirect(font)))
            pdf.Root.AcroForm = Dictionary(Fields=Array(boxes), DA=String(_FONT_OF_TICKS), DR=resources)
        buffer = io.BytesIO()
        pdf.save(buffer, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return buffer.getvalue()


def _address(annotation: Any) -> str:
    action = annotation.get("/A")
    return "" if action is None else str(action.get("/URI", ""))


class _Looks:
    """What a check box of some size looks like; boxes of the same size share it."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._made: dict[tuple[float, float], Dictionary] = {}

    def of(self, width: float, height: float) -> Dictionary:
        """The looks of a ticked and of an empty box, whose frame is drawn on the page itself, for paper."""
        size = (round(width, 2), round(height, 2))
        if size not in self._made:
            tick = _TICK.format(*(share * side for share, side in zip(_TICK_POINTS, size * 3, strict=True)))
            self._made[size] = Dictionary(Yes=self._draw(size, tick), Off=self._draw(size, ""))
        return self._made[size]

    def _draw(self, size: tuple[float, float], drawing: str) -> Stream:
        look = self._pdf.make_stream(drawing.encode())
        look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, *size])
        return look


def _make_box(link: Any, page: Any, key: str, text: str, looks: _Looks) -> None:
    """Make a check box of a link."""
    left, bottom, right, top = (float(edge) for edge in link.Rect)
    for name in ("/A", "/Border", "/Contents"):
        if name in link:
            del link[name]
    link.Subtype, link.FT, link.T, link.TU = Name.Widget, Name.Btn, String(key), String(text)
    link.V = link.AS = Name.Off
    link.F, link.DA, link.MK = _PRINTED, String(_FONT_OF_TICKS), Dictionary(CA=String("4"))
    link.AP, link.P = Dictionary(N=looks.of(right - left, top - bottom)), page


def _tag_as_form(pdf: pikepdf.Pdf, boxes: set[tuple[int, int]]) -> None:
    """What was tagged as a link to a check box is tagged as a form field."""
    for element in _elements(pdf.Root.get("/StructTreeRoot")):
        kids = element.get("/K")
        if element.get("/S") == Name.Link and any(_refers_to(kid, boxes) for kid in _listed(kids)):
            element.S = Name.Form


def _refers_to(kid: Any, boxes: set[tuple[int, int]]) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR and kid.Obj.objgen in boxes


def _elements(root: Any) -> Iterator[Any]:
    """Every element of the tree of tags."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Dictionary):
            if "/S" in node:
                yield node
            waiting += _listed(node.get("/K"))


def _listed(kids: Any) -> list[Any]:
    """The kids of an element, which may be one, many or none."""
    return list(kids) if isinstance(kids, Array) else [kids]
