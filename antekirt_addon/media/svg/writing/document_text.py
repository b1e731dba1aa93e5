# SPDX-License-Identifier: GPL-3.0-or-later
"""A page as the text of an SVG document that browsers, drawing programs and our own import read alike."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from .page import PathMark
from .paint_text import PaintText
from .path_text import NumberText, matrix_text, shortened

if TYPE_CHECKING:
    from ..paint import Stroke
    from ..shape import Group, Subpath
    from .page import Creator, Mark, Page, PictureMark

NAMESPACES = (
    ("", "http://www.w3.org/2000/svg"),
    (":xlink", "http://www.w3.org/1999/xlink"),
    (":inkscape", "http://www.inkscape.org/namespaces/inkscape"),
)
RDF = (
    (":rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    (":dc", "http://purl.org/dc/elements/1.1/"),
    (":cc", "http://creativecommons.org/ns#"),
)
FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in XML 1.0
UNFIT = re.compile(r"[^\w.-]+")  # in an id


def document_text(page: Page) -> str:
    """The whole document."""
    return _Document(page).text()


class _Document:
    """Writes one page from back to front."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._number = NumberText(max(page.width, page.height))
        self._paint = PaintText()
        self._keys: dict[str, int] = {}  # ids that are taken, and up to which number they are
        self._clips = 0

    def text(self) -> str:
        page, number = self._page, self._number.of
        body = "\n".join(self._body())
        definitions = "\n".join(self._paint.definitions)
        wide, high = number(page.width), number(page.height)
        if page.millimeters is None:
            size = f'width="{wide}" height="{high}"'
        else:
            tall = page.millimeters * page.height / page.width
            size = f'width="{shortened(page.millimeters, 4)}mm" height="{shortened(tall, 4)}mm"'
        names = "".join(f' xmlns{name}="{address}"' for name, address in NAMESPACES)
        return "\n".join(
            part
            for part in (
                '<?xml version="1.0" encoding="UTF-8"?>',
                f'<svg{names} {size} viewBox="{number(page.left)} {number(page.top)} {wide} {high}">',
                f"<title>{_content(page.title)}</title>" if page.title else "",
                _metadata(page.title, page.creators),
                f"<defs>\n{definitions}\n</defs>" if definitions else "",
                body,
                "</svg>\n",
            )
            if part
        )

    def _body(self) -> list[str]:
        """The marks, those that follow each other in one group within that."""
        lines: list[str] = []
        inside: tuple[Group, ...] = ()
        for mark in self._page.marks:
            shared = 0
            for one, other in zip_longest(inside, mark.groups):
                if one is not other or one is None:
                    break
                shared += 1
            lines += ["</g>"] * (len(inside) - shared)
            lines += [f"<g{self._named(group)}>" for group in mark.groups[shared:]]
            inside = mark.groups
            lines.append(self._mark(mark))
        return lines + ["</g>"] * len(inside)

    def _mark(self, mark: Mark) -> str:
        named = self._named(mark)
        if not isinstance(mark, PathMark):
            return self._picture(mark, named)
        paint = self._paint.attributes(mark.fill, "fill")
        if mark.fill is not None and mark.rule == "EVEN_ODD" and len(mark.subpaths) > 1:
            paint += ' fill-rule="evenodd"'
        if mark.stroke:
            paint += self._stroke(mark.stroke)
        return f'<path{named} d="{self._number.path(mark.subpaths)}"{paint}/>'

    def _stroke(self, stroke: Stroke) -> str:
        paint = self._paint.attributes(stroke.paint, "stroke")  # type: ignore[arg-type] # never a picture
        cap = "" if stroke.cap == "BUTT" else f' stroke-linecap="{stroke.cap.lower()}"'
        join = "" if stroke.join == "MITER" else f' stroke-linejoin="{stroke.join.lower()}"'
        return f'{paint} stroke-width="{stroke.width:.6g}"{cap}{join}'

    def _picture(self, mark: PictureMark, named: str) -> str:
        opacity = f' opacity="{shortened(mark.alpha, 5)}"' if mark.alpha < 1.0 else ""
        rendering = "" if mark.is_smooth else ' image-rendering="pixelated"'
        shown = (
            f'<image{named if not mark.clip else ""} width="1" height="1" preserveAspectRatio="none"'
            f' transform="{matrix_text(mark.matrix)}"{opacity}{rendering} xlink:href={quoteattr(mark.href)}/>'
        )
        if not mark.clip:
            return shown
        return f'<g{named} clip-path="url(#{self._clip(mark.clip)})">{shown}</g>'

    def _clip(self, subpaths: tuple[Subpath, ...]) -> str:
        self._clips += 1
        key = f"antekirt-clip-{self._clips}"
        self._paint.definitions.append(
            f'<clipPath id="{key}"><path d="{self._number.path(subpaths)}"/></clipPath>'
        )
        return key

    def _named(self, named: Group | Mark) -> str:
        """What it is called; an id is there once in a document."""
        wanted = UNFIT.sub("_", named.key or named.name).strip("_")
        if not wanted:
            return ""
        if not (wanted[0].isalpha() or wanted[0] == "_"):
            wanted = f"_{wanted}"
        key = wanted
        while key in self._keys:
            self._keys[wanted] += 1
            key = f"{wanted}-{self._keys[wanted]}"
        self._keys[key] = 1
        label = f" inkscape:label={_quoted(named.name)}" if named.name and named.name != key else ""
        return f' id="{key}"{label}'


def _metadata(title: str, creators: tuple[Creator, ...]) -> str:
    """Whose work it is, as Inkscape and others read it: RDF with the words of the Dublin Core."""
    if not creators:
        return ""
    names = "".join(f' xmlns{name}="{address}"' for name, address in RDF)
    agents = "".join(
        f"<dc:creator><cc:Agent><dc:title>{_content(creator.name)}</dc:title></cc:Agent></dc:creator>"
        for creator in creators
    )
    sources = "".join(f"<dc:source>{_content(one.source)}</dc:source>" for one in creators if one.source)
    return (
        f'<metadata><rdf:RDF{names}><cc:Work rdf:about=""><dc:format>image/svg+xml</dc:format>'
        f"<dc:title>{_content(title)}</dc:title>{agents}{sources}</cc:Work></rdf:RDF></metadata>"
    )


def _content(text: str) -> str:
    return escape(FORBIDDEN.sub("", text))


def _quoted(text: str) -> str:
    return quoteattr(FORBIDDEN.sub("", text))
