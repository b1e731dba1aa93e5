# SPDX-License-Identifier: GPL-3.0-or-later
"""A worker process: takes render specs on standard input, one JSON a line, puts files on standard output."""

import functools
import json
import signal
import sys
import traceback

from .entity import Film
from .picture.raster import paint, to_webp
from .picture.vector import trace
from .render_spec import Picture


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the server ends us
    for line in sys.stdin.buffer:
        try:
            data = rendered(line.decode())
        except Exception:  # noqa: BLE001 - whatever goes wrong with one spec, the next one shall be drawn
            traceback.print_exc()
            data = b""
        sys.stdout.buffer.write(len(data).to_bytes(8, "big") + data)
        sys.stdout.buffer.flush()


def rendered(line: str) -> bytes:
    spec = json.loads(line)
    picture = painted(Picture(**spec["picture"]))
    if spec["file_format"] == "svg":
        return trace(picture)
    if spec["file_format"] == "mp4":
        from .picture.film import encode  # slow to import, and rarely needed

        return encode(picture, Film(**spec["film"]))
    return to_webp(picture)


painted = functools.lru_cache(maxsize=8)(paint)

if __name__ == "__main__":
    main()
