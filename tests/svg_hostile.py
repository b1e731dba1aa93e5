# SPDX-License-Identifier: GPL-3.0-or-later
"""SVG files that mean no good, or are not what they claim: each is refused with a reason, or drawn.

What is refused for its size is just above the add-on's limits: no other program comes to harm by it.
"""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
DRAWN = "drawn"


def encoded(text: str) -> bytes:
    return text.encode()


def svg(body: str) -> bytes:
    return encoded(f"{OPEN}{body}</svg>")


def entities(levels: int) -> bytes:
    """Each entity ten times the one before it; eight of them are 80 MB."""
    lines = ['<!ENTITY a0 "ha ha ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, levels)]
    return f"<!DOCTYPE svg [{''.join(lines)}]>{OPEN}<text>&a{levels - 1};</text></svg>".encode()


def doubled(levels: int) -> bytes:
    """Groups that use the one before them twice."""
    groups = ['<g id="g0"><path d="M0 0h9v9z"/></g>']
    groups += [f'<g id="g{n}"><use href="#g{n - 1}"/><use href="#g{n - 1}"/></g>' for n in range(1, levels)]
    return svg(f'<defs>{"".join(groups)}</defs><use href="#g{levels - 1}"/>')


def scribble(lines: int) -> bytes:
    """One outline that crosses itself nearly everywhere."""
    places = [f"{n * 7919 % 9000 / 1000} {n * 104729 % 9000 / 1000}" for n in range(lines)]
    return svg(f'<path d="M{"L".join(places)}z"/>')


def random_lines(lines: int) -> bytes:
    """One outline that goes to and fro anywhere, so that each line crosses a part of all others."""
    state = 1
    places = []
    for _ in range(lines):
        state = state * 6364136223846793005 % 2**64 + 1442695040888963407
        places.append(f"{(state >> 32) % 9000 / 1000} {(state >> 48) % 9000 / 1000}")
    return svg(f'{SQUARE}<path d="M{"L".join(places)}"/>')


def sized(attributes: str) -> bytes:
    return encoded(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{SQUARE}</svg>')


SQUARE = '<path d="M1 1h7v7h-7z"/>'
# A file, and "drawn" or a part of the reason for which it is refused.
FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "entities of entities": (lambda: entities(8), "beyond all bounds"),
    "a long entity often": (
        lambda: encoded(f'<!DOCTYPE svg [<!ENTITY a "{"x" * 10_000}">]>{OPEN}{"&a;" * 7_000}</svg>'),
        "beyond all bounds",
    ),
    "entity of a file": (
        lambda: encoded(
            f'<!DOCTYPE svg [<!ENTITY a SYSTEM "beside.txt">]>{OPEN}{SQUARE}<text>&a;</text></svg>'
        ),
        DRAWN,
    ),
    "external subset": (
        lambda: encoded(f'<!DOCTYPE svg SYSTEM "http://127.0.0.1:9/a.dtd">{OPEN}{SQUARE}</svg>'),
        DRAWN,
    ),
    "style sheet elsewhere": (
        lambda: svg(f"<style>@import url(http://127.0.0.1:9/a.css); path {{fill: red}}</style>{SQUARE}"),
        DRAWN,
    ),
    "use of itself": (lambda: svg(f'{SQUARE}<g id="a"><use href="#a"/></g><use href="#a"/>'), DRAWN),
    "uses in a circle": (
        lambda: svg(f'{SQUARE}<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
        DRAWN,
    ),
    "doubling uses": (lambda: doubled(20), "simplify"),
    "clip path of itself": (
        lambda: svg(
            f'{SQUARE}<clipPath id="c" clip-path="url(#c)">{SQUARE}</clipPath>'
            f'<g clip-path="url(#c)">{SQUARE}</g>'
        ),
        DRAWN,
    ),
    "gradients in a circle": (
        lambda: svg(
            '<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/>'
            f'{SQUARE}<rect width="5" height="5" fill="url(#a)"/>'
        ),
        DRAWN,
    ),
    "2,000 deep": (lambda: svg("<g>" * 2000 + SQUARE + "</g>" * 2000), DRAWN),  # Python calls 1,000 deep
    "not a number": (lambda: svg(f'{SQUARE}<path d="M nan 0 L inf 3 L 1e308 1e308z"/>'), DRAWN),
    "beyond all numbers": (lambda: svg(f'{SQUARE}<path d="M0 0L1e999 0L0 1e999z"/>'), DRAWN),
    "very far": (lambda: svg(f'{SQUARE}<rect x="-1e308" y="-1e308" width="1e308" height="1e308"/>'), DRAWN),
    "transform beyond all numbers": (
        lambda: svg(f'{SQUARE}<g transform="scale(1e300) scale(1e300)">{SQUARE}</g>'),
        DRAWN,
    ),
    "width that is not a number": (
        lambda: encoded(f'<svg xmlns="http://www.w3.org/2000/svg" width="nan" height="inf">{SQUARE}</svg>'),
        DRAWN,
    ),
    "negative size": (
        lambda: encoded(f'<svg xmlns="http://www.w3.org/2000/svg" width="-5" height="-5">{SQUARE}</svg>'),
        DRAWN,
    ),
    "an endless viewBox": (lambda: sized('viewBox="0 0 1e300 1e300"'), "beyond all bounds"),
    "a viewBox of nothing": (lambda: sized('viewBox="0 0 1e-300 1e-300"'), "beyond all bounds"),
    "an endless one far away": (lambda: sized('viewBox="-1e200 0 1e201 1e201"'), "beyond all bounds"),
    "an endless strip": (lambda: sized('width="1e6" height="1e-6"'), "beyond all bounds"),
    "a strip of a viewBox": (lambda: sized('viewBox="0 0 1e308 1"'), "beyond all bounds"),
    "lengths beyond all numbers": (
        lambda: svg(
            f'{SQUARE}<rect width="1e300em" height="1e308mm" font-size="1e300" stroke="red"'
            ' stroke-width="1e308%" stroke-dasharray="1e-300 3" stroke-dashoffset="1e308"/>'
            '<pattern id="p" width="1e-300" height="1e300"><path d="M0 0h1v1z"/></pattern>'
            '<rect width="9" height="9" fill="url(#p)"/>'
        ),
        DRAWN,
    ),
    "no size": (
        lambda: encoded(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0">{SQUARE}</svg>'),
        DRAWN,
    ),
    "60,000 dashes": (
        lambda: svg(f'{SQUARE}<path d="M0 0H9" stroke="red" stroke-dasharray="75e-6" stroke-width="75e-6"/>'),
        DRAWN,
    ),
    "32,400 tiles": (
        lambda: svg(
            '<pattern id="p" width=".05" height=".05" patternUnits="userSpaceOnUse">'
            '<path d="M0 0h.02v.02h-.02z"/></pattern>'
            f'{SQUARE}<rect width="9" height="9" fill="url(#p)"/>'
        ),
        DRAWN,
    ),
    "scribble": (
        lambda: scribble(20_000),
        "nothing to draw",
    ),
    "300,000 lines anywhere": (lambda: random_lines(300_000), DRAWN),
    "20,000 uses": (
        lambda: svg(
            '<defs><path id="a" d="M0 0h.02v.02z"/></defs>'
            + "".join(f'<use href="#a" x="{n % 300 / 33}" y="{n // 300 / 40}"/>' for n in range(20_000))
        ),
        DRAWN,
    ),
    "20,000 paths": (
        lambda: svg("".join(f'<path d="M{n % 300 / 33} {n // 300 / 40}h.02v.02z"/>' for n in range(20_000))),
        DRAWN,
    ),
    "empty": (lambda: b"", "empty"),
    "blank": (lambda: b" \n" * 1000, "empty"),
    "noise": (lambda: bytes(range(256)) * 40, "not an SVG"),
    "truncated": (lambda: svg(SQUARE)[:-9], "ends early"),
    "web page": (lambda: b"<!DOCTYPE html><html><body>Not <br> found</body></html>", "web page"),
    "other XML": (lambda: b"<feed><entry/></feed>", "not an SVG"),
    "UTF-16": (
        lambda: f'<?xml version="1.0" encoding="UTF-16"?>{OPEN}{SQUARE}</svg>'.encode("utf-16"),
        DRAWN,
    ),
    "compressed": (lambda: gzip.compress(svg(SQUARE)), DRAWN),
    "compressed and truncated": (lambda: gzip.compress(svg(SQUARE))[:-9], "ends early"),
    "68 MB, compressed": (lambda: gzip.compress(bytes(68_000_000), 1), "larger"),
    "68 MB": (lambda: svg("<!--" + "x" * 68_000_000 + "-->"), "larger"),
    "50 MB": (lambda: svg(SQUARE + "<!--" + "x" * 50_000_000 + "-->"), DRAWN),
}
