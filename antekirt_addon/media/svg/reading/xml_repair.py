# SPDX-License-Identifier: GPL-3.0-or-later
"""Text that is nearly XML → XML: what programs write that read their own files by other means.

Put right are: instructions out of place, unknown entities, bare ampersands and angle brackets, attributes
that come twice or without quotes, characters that XML does not have, bytes of another encoding than the
declared one, and what stands before or after the drawing. Tags that do not match, or never end, are left for
the parser to refuse: part of the drawing is missing then.
"""

from __future__ import annotations

import codecs
import re
from html.entities import html5
from typing import TYPE_CHECKING

from ..error import Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SVG = "http://www.w3.org/2000/svg"
STOP_EVERY = 4096  # pieces
# Each alternative goes through its text once: what does not close takes all the rest with it.
PIECE = re.compile(
    r"""<!--.*?(?:-->|\Z)
    |<!\[CDATA\[(?P<literal>.*?)(?:\]\]>|\Z)
    |<\?.*?(?:\?>|\Z)
    |<![^<>]*+>?
    |</(?P<end>[A-Za-z_:][^\s<>/]*+)[^<>]*+>
    |<(?P<start>[A-Za-z_:][^\s<>/"'=]*+)(?P<attributes>(?:[^<>"']|"[^"]*+"|'[^']*+')*+)>
    |(?P<text>[^<]++|<)""",
    re.DOTALL | re.VERBOSE,
)
DOCTYPE = re.compile(r"<!DOCTYPE[^\[<>]*+\[.*?\]\s*+>", re.DOTALL)
DECLARED = re.compile(r"<!ENTITY\s+([^\s%\"'<>]+)")
ATTRIBUTE = re.compile(r"""([^\s=/"'<>]++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'<>]++))?""")
NAME = re.compile(r"[A-Za-z_:][-\w.:]*$")
AMPERSAND = re.compile(r"&(?:#([0-9]{1,7}|[xX][0-9A-Fa-f]{1,6});|([\w.-]{1,64});)?")
UNKNOWN_TO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PREDEFINED = {"lt", "gt", "amp", "quot", "apos"}
ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")


def repaired(data: bytes, stop: Callable[[], bool]) -> bytes:
    """The text as XML in UTF-8, as far as it can be made so."""
    text = UNKNOWN_TO_XML.sub("", _decoded(data))
    doctype = DOCTYPE.match(text, max(text.find("<!DOCTYPE"), 0))
    entities = frozenset(DECLARED.findall(doctype[0])) if doctype else frozenset[str]()
    first = doctype.end() if doctype else 0
    return "".join([doctype[0] if doctype else "", *_pieces(text, first, entities, stop)]).encode()


def _decoded(data: bytes) -> str:
    """The characters of a file whatever it says of its encoding."""
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "replace")
    if data[:2] in (b"<\0", b"\0<"):
        return data.decode("utf-16-le" if data[0] else "utf-16-be", "replace")
    match = ENCODING.match(data)
    for name in ("utf-8-sig", match[1].decode("ascii") if match else "cp1252"):
        try:
            return data.decode(name)
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def _pieces(text: str, first: int, entities: frozenset[str], stop: Callable[[], bool]) -> Iterator[str]:
    """The drawing alone, piece by piece."""
    depth = 0
    for number, piece in enumerate(PIECE.finditer(text, first)):
        if number % STOP_EVERY == 0 and stop():
            raise Stopped
        if piece["start"]:
            written = piece["attributes"]
            ends = written.endswith("/")
            yield f"<{piece['start']}{_attributes(written[:-1] if ends else written, entities)}{'/' * ends}>"
            depth += not ends
        elif piece["end"]:
            yield f"</{piece['end']}>"
            depth -= 1
        elif depth and piece["text"]:
            yield _escaped(piece["text"], entities)
        elif depth and piece["literal"]:
            yield _escaped(piece["literal"].replace("&", "&amp;"), entities)
        if depth == 0 and (piece["start"] or piece["end"]):
            return


def _attributes(text: str, entities: frozenset[str]) -> str:
    """The attributes of a tag, each with its value in quotes; of several with one name the first."""
    found: dict[str, str] = {}
    for name, written in ATTRIBUTE.findall(text):
        value = written[1:-1] if written[:1] in ("'", '"') else written
        if name == "xmlns" and _is_unknown(value, entities):
            value = SVG
        if NAME.match(name):
            found.setdefault(name, _escaped(value, entities).replace('"', "&quot;"))
    return "".join(f' {name}="{value}"' for name, value in found.items())


def _escaped(text: str, entities: frozenset[str]) -> str:
    """Text in which each ampersand begins a reference that the parser knows."""
    if "&" in text:
        text = AMPERSAND.sub(lambda match: _reference(match, entities), text)
    return text.replace("<", "&lt;").replace("]]>", "]]&gt;")


def _reference(match: re.Match[str], entities: frozenset[str]) -> str:
    number, name = match[1], match[2]
    if number:
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        is_known = code <= 0x10FFFF and not UNKNOWN_TO_XML.match(chr(code))
        return match[0] if is_known else ""
    if name in PREDEFINED or name in entities:
        return match[0]
    if name == "ns_svg":  # Illustrator's; others of its namespaces need no more than to be another one
        return SVG
    character = html5.get(f"{name};")
    return character.replace("&", "&amp;").replace("<", "&lt;") if character else "&amp;" + match[0][1:]


def _is_unknown(value: str, entities: frozenset[str]) -> bool:
    """Whether a value is an entity alone that nothing declares."""
    match = AMPERSAND.fullmatch(value.strip())
    return bool(match and match[2] and match[2] not in entities)
