"""Draws a paper with typst, with the machine's Chinese fonts or, where there are none, those of a PyPI package."""

from __future__ import annotations

import io
import json
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst
from PIL import Image

from tests.documents.paper import Paper

TEMPLATES = Path(__file__).parent / "templates"


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(font_paths=[str(pylopdf_fonts_zh_cn.sans_path().parent)])


def _compiler(template: str, contents: object) -> typst.Compiler:
    data = json.dumps(contents, ensure_ascii=False)
    return typst.Compiler(TEMPLATES / template, root=TEMPLATES, font_paths=_fonts(), sys_inputs={"data": data})


def pictures(paper: Paper) -> list[Image.Image]:
    """One a page; transparent where the template leaves the page unfilled."""
    made = _compiler(paper.template, paper.contents).compile(format="png", ppi=paper.ppi)
    return [Image.open(io.BytesIO(page)) for page in ([made] if isinstance(made, bytes) else made)]


def pdf(paper: Paper) -> bytes:
    """With its text in it."""
    return _compiler(paper.template, paper.contents).compile(format="pdf", timestamp=0)


def height_before(paper: Paper, name: str) -> int | None:
    """Pixels from the top of the first page down to a marked value; None if no such value is marked there."""
    found = json.loads(_compiler(paper.template, paper.contents).query("<mark>", field="value"))
    heights = [one["y"] for one in found if one["name"] == name and one["page"] == 1]
    return int(min(heights) / 72 * paper.ppi) if heights else None
