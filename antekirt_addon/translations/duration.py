# SPDX-License-Identifier: GPL-3.0-or-later
"""Times in words, as short as a progress bar needs them."""

from __future__ import annotations

from bpy.app.translations import pgettext_iface as iface_


def seconds_in_words(seconds: float) -> str:
    """A length of time, in seconds or in minutes."""
    if seconds < 90:
        return iface_("{count} s").format(count=max(1, round(seconds)))
    return iface_("{count} min").format(count=round(seconds / 60))


def time_left(seconds: float) -> str:
    """What is left of a wait."""
    return iface_("{time} left").format(time=seconds_in_words(seconds))
