# SPDX-License-Identifier: GPL-3.0-or-later
"""What PNG files are made of: a signature, and chunks one after the other (ISO/IEC 15948, 5)."""

from __future__ import annotations

import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(name: bytes, body: bytes) -> bytes:
    """A chunk as it stands in a file, with its length before and its check sum behind it."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
