# SPDX-License-Identifier: GPL-3.0-or-later
"""A repository of extensions on this machine, and the built extension as versions that follow each other."""

from __future__ import annotations

import zipfile
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

from scripts.built_extension import built_extension

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MANIFEST = "blender_manifest.toml"


def numbered(number: str, folder: Path) -> Path:
    target = folder / f"antekirt-{number}.zip"
    with zipfile.ZipFile(built_extension()) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as new:
        manifest = old.read(MANIFEST).decode()
        lines = [
            f'version = "{number}"' if line.startswith("version") else line for line in manifest.splitlines()
        ]
        new.writestr(MANIFEST, "\n".join(lines))
        for name in old.namelist():
            if name != MANIFEST:
                new.writestr(name, old.read(name))
    return target


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine, as any web server does; gives its address."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
