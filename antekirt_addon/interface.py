# SPDX-License-Identifier: GPL-3.0-or-later
"""For other add-ons and scripts: what stays as it is from version to version. See docs/scripting.md.

All of it is called on the main thread, and may be called while this add-on is disabled, but for `stamp`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .operators import job_import, other_addons
from .operators.addon_settings import version as _version

if TYPE_CHECKING:
    import bpy

    from .operators.other_addons import Check, Put, Subscriber

version = _version()  # such as "1.2.0"

# Who asks for this before Blender has enabled our package has imported it. Blender would take it for changed,
# and say so on standard output, where the command line answers.
_package: Any = sys.modules[__package__]
if not hasattr(_package, "__time__"):
    _package.__time__ = Path(_package.__file__).stat().st_mtime


def subscribe(name: str, function: Subscriber) -> None:
    """Have a function called when a result is ready: function(generation_id, kind, paths).

    name: who it is, for what is said of an error; a second function of a name replaces the first.
    generation_id: as in `antekirt_generation_id`. kind: "image", "svg" or "video". paths: a tuple of
    pathlib.Path, the verified files on this disk in the order of the images; they are not to be changed.

    Raises ValueError for an empty name, TypeError for what cannot be called.
    """
    other_addons.subscribers()[_checked(name, function)] = function


def unsubscribe(name: str) -> None:
    """Have it called no more. A name that nobody has is no error."""
    other_addons.subscribers().pop(_as_shown(name), None)


def register_place(name: str, check: Check, function: Put) -> None:
    """Show one more place in the menus of Place Again…

    name: what the menu shows; a second place of a name replaces the first. check(kind): whether such
    a result can be put there now; it is asked whenever a menu opens, so it is quick and changes nothing.
    function(generation_id, kind, paths): as in `subscribe`, but paths holds only what was chosen. It puts the
    result there, in a step of undo. A str that it returns is shown to the artist, and so is what it raises.

    Raises ValueError for an empty name, TypeError for what cannot be called.
    """
    other_addons.places()[_checked(name, check, function)] = check, function


def unregister_place(name: str) -> None:
    """Show it no more. A name that nobody has is no error."""
    other_addons.places().pop(_as_shown(name), None)


def stamp(datablock: bpy.types.ID | bpy.types.Strip, generation_id: str, path: Path) -> None:
    """Write into a datablock or strip whose work it shows, so that it is credited. path: one of `paths`.

    Raises LookupError for a file that no result of the generation has here.
    """
    job_import.stamp(datablock, generation_id, path)


def _checked(name: str, *functions: object) -> str:
    if not isinstance(name, str) or not name.split():
        raise ValueError("a name for people is needed")
    for function in functions:
        if not callable(function):
            raise TypeError(f"{function!r} cannot be called")
    return _as_shown(name)


def _as_shown(name: str) -> str:
    return " ".join(name.split())
