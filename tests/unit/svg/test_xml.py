# SPDX-License-Identifier: GPL-3.0-or-later
"""Text that is XML, or nearly: what programs write that read their own files by other means."""

from __future__ import annotations

import gc
import time

import pytest

from antekirt_addon.media.svg import load
from antekirt_addon.media.svg.error import SvgError
from antekirt_addon.media.svg.reading.document import read
from antekirt_addon.media.svg.reading.xml_repair import repaired
from antekirt_addon.media.svg.reading.xml_tree import parse_xml

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
SQUARE = '<rect width="5" height="5"/>'
# As Illustrator writes it: what only Illustrator reads, and the drawing for all others.
SWITCH = (
    'xmlns:i="&ns_ai;" viewBox="0 0 9 9"><switch><foreignObject requiredExtensions="&ns_ai;"><i:pgfRef/>'
    f'</foreignObject><g i:extraneous="self">{SQUARE}</g></switch>'
    '<i:pgf><rect width="9" height="9"/></i:pgf></svg>'
)
READ: dict[str, str | bytes] = {
    "instructions of Blender 4.2's Grease Pencil": f"<?:anonymous?>\n<!-- a --><?xml?>\n{OPEN}{SQUARE}</svg>",
    "entities that nothing declares": f'<?xml version="1.0"?><svg xmlns="&ns_svg;" {SWITCH}',
    "entities that another file declares": f'<!DOCTYPE svg SYSTEM "a.dtd"><svg xmlns="&ns_svg;" {SWITCH}',
    "entities of which some are declared": f'<!DOCTYPE svg [<!ENTITY a "b">]><svg {SWITCH}'.replace(
        "<svg", '<svg id="&a;" xmlns="http://www.w3.org/2000/svg"'
    ),
    "a namespace without a prefix": f'{OPEN}<g xmlns:="a">{SQUARE}</g></svg>',
    "an origin that is none": f"{OPEN}<g transform='scale(1)' transform-origin=' '>{SQUARE}</g></svg>",
    "bare marks": f"{OPEN}<title>a < b & c</title>{SQUARE}</svg>",
    "mark in a value": f'{OPEN}<rect id="a<b>" width="5" height="5"/></svg>',
    "attributes twice, and bare": f"{OPEN}<rect width=5 height='5' height='6' /></svg>",
    "something around it": f"\n note <?xml version='1.0' encoding='UTF-16'?>{OPEN}{SQUARE}</svg> note <b>",
    "a later XML": f'<?xml version="1.1"?>{OPEN}{SQUARE}</svg>',
    "a dash too many": f"{OPEN}<!-- a -- b -->{SQUARE}</svg>",
    "no character": f"{OPEN}<title>\x01</title>{SQUARE}</svg>",
    "not in the declared encoding": f"{OPEN}<title>\u00e9</title>{SQUARE}</svg>".encode("latin-1"),
}


@pytest.mark.parametrize("name", READ)
def test_what_is_nearly_xml_is_read_as_it_is_meant(name: str) -> None:
    text = READ[name]
    (shape,) = load(text if isinstance(text, bytes) else text.encode()).shapes
    assert shape.subpaths[0].points.min(axis=0).tolist() == [0, 0]
    assert shape.subpaths[0].points.max(axis=0).tolist() == [5, 5]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("a &amp; b &lt; &#233; &eacute;", "a & b < \u00e9 \u00e9"),
        ("R&D; AT&T", "R&D; AT&T"),
        ("&#0;&#x110000;&;", "&;"),
        ("<![CDATA[a < b]]>&", "a < b&"),
    ],
)
def test_text_keeps_its_characters(written: str, meant: str) -> None:
    root = parse_xml(f"{OPEN}<title>{written}</title></svg>&".encode(), _never)
    assert root.children[0].text == meant


def test_what_has_no_end_is_still_refused() -> None:
    for body in ("<g>", "<g></a>", "<rect width='5", "<!-- "):
        with pytest.raises(SvgError, match=r"ends early|damaged"):
            load(f"&{OPEN}{SQUARE}{body}".encode())


@pytest.mark.parametrize(
    "part", ["<a ", "<a'\"<a\"'", "<!--", "<?", "&a", "<!DOCTYPE[", '<a b="', "]]>", "a="]
)
def test_it_takes_no_longer_the_more_often_something_begins(part: str) -> None:
    begin = time.process_time()
    repaired(f"<svg>{part * 100_000}".encode(), _never)
    assert time.process_time() - begin < 1.0


def test_what_is_read_leaves_nothing_for_the_collector() -> None:
    """It rests during an import, which goes on for long after the file is read."""
    data = f"{OPEN}<g>{SQUARE * 500}</g></svg>".encode()
    gc.collect()
    gc.disable()
    try:
        drawing = read(data, _never)
        assert gc.collect() < 100
    finally:
        gc.enable()
    assert len(drawing.elements) == 500


def _never() -> bool:
    return False
