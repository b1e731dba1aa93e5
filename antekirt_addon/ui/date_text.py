# SPDX-License-Identifier: GPL-3.0-or-later
"""An instant in words, as near as it is."""

from __future__ import annotations

import functools
from datetime import date, datetime, timedelta

from bpy.app.translations import pgettext_iface as iface_


def date_in_words(created_at: str, today: date) -> str:
    """An instant as the service gives it, in the computer's own time zone."""
    instant = _local_instant(created_at)
    if instant is None:
        return ""
    if instant.date() == today:
        return iface_("Today, {time}").format(time=f"{instant:%H:%M}")
    if instant.date() == today - timedelta(days=1):
        return iface_("Yesterday, {time}").format(time=f"{instant:%H:%M}")
    return f"{instant:%Y-%m-%d}"


@functools.lru_cache(maxsize=256)
def _local_instant(created_at: str) -> datetime | None:
    try:
        return datetime.fromisoformat(created_at).astimezone()
    except ValueError:
        return None
