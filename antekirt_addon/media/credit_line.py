# SPDX-License-Identifier: GPL-3.0-or-later
"""IPTC's Credit Line (XMP `photoshop:Credit`) put into a picture's file, of which no pixel is encoded anew.

Blender writes a PNG's note in UTF-8 where the format has Latin-1, so that others misread each name that is
not ASCII. XMP says what it is written in.
"""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from .png_chunk import SIGNATURE, chunk

HEADER_END = len(SIGNATURE) + 25  # the first chunk always has this size
KEYWORD = b"XML:com.adobe.xmp\0\0\0\0\0"  # not compressed, of no language
PACKET = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
    " photoshop:Credit={line}/>"
    "</rdf:RDF></x:xmpmeta>"
    '<?xpacket end="w"?>'
)


def with_credit_line(png: bytes, line: str) -> bytes:
    """The bytes of a PNG that has no XMP, with a credit line. Raises ValueError for what is no PNG."""
    if not png.startswith(SIGNATURE) or png[12:16] != b"IHDR":
        raise ValueError("no PNG")
    told = chunk(b"iTXt", KEYWORD + PACKET.format(line=quoteattr(line)).encode())
    return png[:HEADER_END] + told + png[HEADER_END:]
