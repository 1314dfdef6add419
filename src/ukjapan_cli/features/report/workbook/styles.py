"""The looks of cells, by name."""

from collections.abc import Iterator, Mapping
from typing import Any

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

_GREY, _INK, _INPUT, _HEAD = "57606A", "1F2328", "FFF4CE", "E6ECF2"


def name_of(style: str) -> str:
    """What a spreadsheet lists a style as."""
    return f"ukjapan {style}"


def styles() -> Iterator[NamedStyle]:
    """Every style that a cell may have."""
    line = Side(style="thin", color="D0D7DE")
    under = Border(bottom=line)
    box = Border(left=line, right=line, top=line, bottom=line)
    top = {"vertical": "top"}
    wrapped = {**top, "wrap_text": True}
    number = {**top, "horizontal": "right", "indent": 1}
    head_text = {"vertical": "bottom", "wrap_text": True}
    head_number = {**head_text, "horizontal": "right", "indent": 1}
    tint, head = PatternFill("solid", fgColor=_INPUT), PatternFill("solid", fgColor=_HEAD)

    def style(
        name: str,
        *,
        align: Mapping[str, Any],
        form: str = "General",
        bold: bool = False,
        size: int = 11,
        color: str = _INK,
        **more: Any,
    ) -> NamedStyle:
        font = Font(name="Calibri", size=size, bold=bold, color=color)
        return NamedStyle(
            name_of(name),
            font=font,
            alignment=Alignment(**align),
            number_format=form,
            **more,
        )

    yield style("Title", align=top, size=16, bold=True)
    yield style("Note", align=top, color=_GREY)
    yield style("Head", align=head_text, bold=True, fill=head)
    yield style("Head number", align=head_number, bold=True, fill=head)
    yield style("Subhead", align=wrapped, color=_GREY, border=under, size=9)
    yield style("Subhead number", align={**number, **wrapped}, color=_GREY, border=under, size=9)
    yield style("Text", align=wrapped)
    yield style("Strong", align=wrapped, bold=True)
    yield style("Plain", align=top, color=_GREY)
    yield style("Amount", align=number)
    yield style("Value", align=number, form="0.0")
    yield style("Value bold", align=number, form="0.0", bold=True)
    yield style("Share", align=number, form="0.0%")
    yield style("Share head", align=number, form="0.0%", border=under)
    yield style("Count", align=number, form="0", bold=True)
    yield style("Working", align=number, form="0.0000##", color=_GREY)
    yield style("Working count", align=number, form="0", color=_GREY)
    yield style("Input", align=number, fill=tint, border=box)
    yield style("Input text", align=number, fill=tint, border=box, form="@")
    yield style("Input sample", align=top, fill=tint, border=box)
