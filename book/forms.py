"""Adapter: turns the marked links of a PDF into check boxes that can be ticked, and names what links lead to."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

_MARK = "x-tick:"  # the address of a link that stands for a check box, before the key of its item
_TICK = "0.05 0.42 0.4 RG 1.5 w 1 J 1 j {:.2f} {:.2f} m {:.2f} {:.2f} l {:.2f} {:.2f} l S"
_FONT_OF_TICKS = "/ZaDb 0 Tf 0 g"
_PRINTED = 4  # the flag of an annotation that is also printed


def finish_pdf(content: bytes, ticks: Mapping[str, str], titles: Mapping[str, str]) -> bytes:
    """The PDF with form fields named by the keys of `ticks`, and the titles of what links lead to."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        fields, widgets = Array(), set()
        looks: dict[tuple[float, float], Dictionary] = {}
        for page in pdf.pages:
            for annotation in page.get("/Annots", []):
                key = str(annotation.get("/A", {}).get("/URI", "")).removeprefix(_MARK)
                if key in ticks:
                    _make_box(pdf, page, annotation, key, ticks[key], looks)
                    fields.append(annotation)
                    widgets.add(annotation.objgen)
                elif (title := titles.get(str(annotation.get("/Dest", "")))) is not None:
                    annotation.Contents = String(f"{title} ({str(annotation.Contents).rpartition(', ')[2]})")
        _tag_as_form(pdf, widgets)
        if len(fields):
            font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.ZapfDingbats)
            resources = Dictionary(Font=Dictionary(ZaDb=pdf.make_indirect(font)))
            pdf.Root.AcroForm = Dictionary(Fields=fields, DA=String(_FONT_OF_TICKS), DR=resources)
        buffer = io.BytesIO()
        pdf.save(buffer, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return buffer.getvalue()


def _make_box(
    pdf: pikepdf.Pdf,
    page: pikepdf.Page,
    link: Dictionary,
    key: str,
    text: str,
    looks: dict[tuple[float, float], Dictionary],
) -> None:
    """Make a check box of a link; what it looks like unticked is drawn on the page itself, for paper."""
    left, bottom, right, top = (float(edge) for edge in link.Rect)
    size = (round(right - left, 2), round(top - bottom, 2))
    if size not in looks:
        looks[size] = Dictionary(Yes=_look(pdf, size, ticked=True), Off=_look(pdf, size, ticked=False))
    for name in ("/A", "/Border", "/Contents"):
        if name in link:
            del link[name]
    link.Subtype, link.FT, link.T, link.TU = Name.Widget, Name.Btn, String(key), String(text)
    link.V = link.AS = Name.Off
    link.F, link.DA, link.MK = _PRINTED, String(_FONT_OF_TICKS), Dictionary(CA=String("4"))
    link.AP, link.P = Dictionary(N=looks[size]), page.obj


def _look(pdf: pikepdf.Pdf, size: tuple[float, float], *, ticked: bool) -> Stream:
    w, h = size
    tick = _TICK.format(w * 0.22, h * 0.52, w * 0.43, h * 0.27, w * 0.8, h * 0.78) if ticked else ""
    look = pdf.make_stream(tick.encode())
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, w, h])
    return look


def _tag_as_form(pdf: pikepdf.Pdf, widgets: set[tuple[int, int]]) -> None:
    """What was tagged as a link to a check box is tagged as a form field."""
    for element in _elements(pdf.Root.get("/StructTreeRoot")):
        kids = element.get("/K", [])
        kids = kids if isinstance(kids, Array) else [kids]
        if element.get("/S") == Name.Link and any(_refers_to(kid, widgets) for kid in kids):
            element.S = Name.Form


def _refers_to(kid: object, widgets: set[tuple[int, int]]) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR and kid.Obj.objgen in widgets


def _elements(root: object) -> Iterator[Dictionary]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Array):
            waiting.extend(node)
        elif isinstance(node, Dictionary):
            if "/S" in node:
                yield node
            if "/K" in node:
                waiting.append(node.K)
