#!/usr/bin/env bash
# With warnings as errors, what Blender deprecates raises past the try around it, from the next innocent call.
#
# Expected: under warnings.simplefilter("error"), as strict test runs set it, material.use_nodes = True raises
#   DeprecationWarning there and then, as deprecated Python code does, and a try around it catches it.
# Found: reading and setting it pass, and try ... except BaseException around them catches nothing. The next call of a
#   built-in function raises instead, whatever it is: "SystemError: <built-in function len> returned a result with an
#   exception set". hasattr, and getattr with a default, which ask what a version has, raise such a SystemError.
# Versions: Material.use_nodes in bpy 5.0.1, 5.1.2, 5.2.3 and 5.3.0 (in 5.3.0 hasattr(scene, "compositing_node_group"),
#   too), not deprecated in 4.5.15; pinned here: 5.0.1 (Python 3.11).
# Source: measured; Python's documentation of PyErr_WarnEx: if it returns -1, the caller must do as for an exception.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export BLENDER_USER_RESOURCES="$folder/user"
python3.11 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-deps bpy==5.0.1 numpy==1.26.4
cat >"$folder/measure.py" <<'PYTHON'
import warnings

import bpy

assert bpy.app.version == (5, 0, 1), bpy.app.version_string
print("bpy version", bpy.app.version_string)


class Own:
    @property
    def use_nodes(self):
        warnings.warn("use_nodes is deprecated", DeprecationWarning, stacklevel=2)
        return True

    @use_nodes.setter
    def use_nodes(self, value):
        warnings.warn("use_nodes is deprecated", DeprecationWarning, stacklevel=2)


def read(thing):
    thing.use_nodes  # noqa: B018


def assign(thing):
    thing.use_nodes = True


def ask(thing):
    hasattr(thing, "use_nodes")


def get(thing):
    getattr(thing, "use_nodes", None)


def raised(act, thing):
    """What the try around the line catches, and what comes after it."""
    caught = late = None
    try:
        try:
            act(thing)
        except BaseException as error:
            caught = error
        len("innocent")
    except BaseException as error:
        late = error
    return caught, late


def words(error):
    """The error, the function that it blames, and its cause."""
    if error is None or isinstance(error, DeprecationWarning):
        return error and "DeprecationWarning"
    return f"{type(error).__name__}, {str(error).split('>')[0]}>, from {type(error.__cause__).__name__}"


late = "SystemError, <built-in function {}>, from DeprecationWarning".format
material, own = bpy.data.materials.new("material"), Own()
for act, thing, known in [
    (read, own, ("DeprecationWarning", None)),
    (assign, own, ("DeprecationWarning", None)),
    (ask, own, ("DeprecationWarning", None)),
    (get, own, ("DeprecationWarning", None)),
    (read, material, (None, late("len"))),
    (assign, material, (None, late("len"))),
    (ask, material, (late("hasattr"), None)),
    (get, material, (late("getattr"), None)),
]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        caught, after = raised(act, thing)
    seen = words(caught), words(after)
    print(f"{act.__name__}, {type(thing).__name__}: caught {seen[0]}; after it {seen[1]}")
    assert seen == known
PYTHON
timeout -k 10 300 "$folder/venv/bin/python" -I "$folder/measure.py"
