# SPDX-License-Identifier: GPL-3.0-or-later
"""How large documents say that they are."""

from __future__ import annotations

import pytest

from antekirt_addon.media.svg import load

# The longer side in inches, at 300 pixels to an inch where the document leaves that open.
INCHES = {
    'viewBox="0 0 20 10" width="50.8mm"': 2.0,
    'viewBox="0 0 20 10" height="2.54cm"': 2.0,
    'width="2in" height="72pt"': 2.0,
    'viewBox="0 0 600 300" width="100%"': 2.0,
    'width="24pc" height="2in"': 4.0,
    'viewBox="0 0 600 300"': 2.0,
    'viewBox="0 0 1 1" width="600" height="300"': 2.0,
    'width="600px" height="300"': 2.0,
    'viewBox="0 0 600 600" preserveAspectRatio="xMidYMid slice" width="600px" height="300px"': 2.0,
}


@pytest.mark.parametrize("attributes", INCHES)
def test_a_document_says_how_large_it_is(attributes: str) -> None:
    body = '<rect width="100%" height="100%"/>'
    artwork = load(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{body}</svg>'.encode())
    longer = max(artwork.width, artwork.height)
    assert artwork.real_size.inches(longer, 300.0) == pytest.approx(INCHES[attributes])
