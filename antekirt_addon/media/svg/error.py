# SPDX-License-Identifier: GPL-3.0-or-later
"""What can end the reading of an SVG.

SvgError     the file cannot be drawn; the message is one sentence for the artist
Stopped      the artist stopped it
"""


class SvgError(ValueError):
    """The file cannot be drawn; the message says why and what to do."""


class Stopped(Exception):
    """Reading was interrupted on request."""
