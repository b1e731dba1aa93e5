# SPDX-License-Identifier: GPL-3.0-or-later
"""The part of the add-on that needs no service, as an extension of its own: ``antekirt_import``.

Nobody lists what belongs to it. A module that registration.py names is paid for exactly if what it imports,
at its head or in a function, reaches one of `PAID_ROOMS`; all others are free, but for those of
`ONLY_FOR_PAID`. The extension has the free modules with all that they import, and registration.py without
the others.
"""

from __future__ import annotations

import ast
import functools
import json
import shutil
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "antekirt_addon"
PAID_ROOMS = {"api", "jobs", "catalog"}
ONLY_FOR_PAID = {  # why nobody needs it without the service
    "operators.job_page": "turns pages of jobs",
    "operators.prompt_text": "opens a prompt",
}
REGISTRATION = "registration"
MANIFEST = {  # the rest is as in that of the whole add-on
    "id": "antekirt_import",
    "name": "Antekirt Import",
    "tagline": "SVG, pictures, films as artwork and textures, with attribution",
    "tags": ["Import-Export", "3D View", "Add Curve", "Material"],
}


def cut(stage: Path) -> None:
    """Leave of the whole extension, laid out in a folder, what belongs to the free part."""
    kept = {path_of(name).relative_to(PACKAGE) for name in reached(["", REGISTRATION])}
    for file in sorted(stage.rglob("*.py")):
        if file.relative_to(stage) not in kept:
            file.unlink()
    for folder in sorted((path for path in stage.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            shutil.rmtree(folder)
    (stage / f"{REGISTRATION}.py").write_text(registration_source(), encoding="utf-8")
    (stage / "blender_manifest.toml").write_text(manifest_source(), encoding="utf-8")


@functools.cache
def free_modules() -> tuple[str, ...]:
    """Those that the free part registers, in order."""
    return tuple(name for name in registered() if name not in ONLY_FOR_PAID and not way_to_paid(name))


def way_to_paid(name: str) -> list[str]:
    """What a module reaches a paid room by, from one import to the next; empty if it reaches none."""
    ways, waiting = {name: [name]}, [name]
    for module in waiting:
        for imported in sorted(imports(module) - ways.keys()):
            ways[imported] = [*ways[module], imported]
            if imported.partition(".")[0] in PAID_ROOMS:
                return ways[imported]
            waiting.append(imported)
    return []


def reached(names: Iterable[str]) -> set[str]:
    """Some modules of the free part with all that they import."""
    found, waiting = set(names), list(names)
    for module in waiting:
        paid = set(registered()) - set(free_modules()) if module == REGISTRATION else set()
        new = imports(module) - paid - found
        found |= new
        waiting += sorted(new)
    return found


@functools.cache
def imports(name: str) -> frozenset[str]:
    """Modules that are read with one, or when a function of it runs; not those of types alone."""
    tree = ast.parse(path_of(name).read_text(encoding="utf-8"))
    here = name.split(".") if path_of(name).name == "__init__.py" else name.split(".")[:-1]
    found: set[str] = set()
    for statement in _run(tree):
        if isinstance(statement, ast.ImportFrom) and statement.level:
            above = [part for part in here[: len(here) - statement.level + 1] if part]
            base = ".".join([*above, *filter(None, [statement.module])])
            named = (f"{base}.{alias.name}".lstrip(".") for alias in statement.names)
            found |= {module if module in modules() else base for module in named}
    packages = {module.rpartition(".")[0] for module in found} | {name.rpartition(".")[0]}
    return frozenset((found | packages) - {name, ""} - ({REGISTRATION} if not name else set()))


def _run(tree: ast.AST) -> Iterator[ast.AST]:
    """All parts of some code but those for the type checker."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        yield node
        yield from _run(node)


@functools.cache
def modules() -> dict[str, Path]:
    """All modules of the add-on by their names, as seen from its own."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def path_of(name: str) -> Path:
    return modules()[name]


def registered() -> list[str]:
    """All modules that registration.py tells Blender of, in order."""
    return [_known_names()[node.id] for node in _listed()]


def registration_source() -> str:
    """registration.py without what is not free; in `MODULES` each module stands in a line of its own."""
    names, paid = _known_names(), set(registered()) - set(free_modules())
    lines: list[str] = path_of(REGISTRATION).read_text(encoding="utf-8").splitlines(keepends=True)
    for node in _listed():
        if names[node.id] in paid:
            lines[node.lineno - 1] = ""
    for statement in _registration().body:
        if isinstance(statement, ast.ImportFrom) and statement.level:
            statement.names = [alias for alias in statement.names if names[alias.name] not in paid]
            first, last = statement.lineno - 1, statement.end_lineno or 0
            lines[first:last] = [f"{ast.unparse(statement)}\n", *[""] * (last - first - 1)]
    return "".join(lines)


def _registration() -> ast.Module:
    return ast.parse(path_of(REGISTRATION).read_text(encoding="utf-8"))


def _listed() -> list[ast.Name]:
    """What `MODULES` lists."""
    (value,) = (
        node.value
        for node in _registration().body
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "MODULES"
    )
    assert isinstance(value, ast.Tuple)
    return [node for node in value.elts if isinstance(node, ast.Name)]


def _known_names() -> dict[str, str]:
    """The modules by the names that registration.py has for them."""
    return {
        alias.name: f"{node.module or ''}.{alias.name}".lstrip(".")
        for node in _registration().body
        if isinstance(node, ast.ImportFrom) and node.level
        for alias in node.names
    }


def manifest_source() -> str:
    """The manifest of the free part, with the version and all else that both have in common."""
    whole = tomllib.loads((ROOT / "blender_manifest.toml").read_text(encoding="utf-8"))
    fields = whole | MANIFEST | {"permissions": permissions()}
    tables = {name: value for name, value in fields.items() if isinstance(value, dict)}
    plain = {name: value for name, value in fields.items() if name not in tables}
    heads = [f"\n[{name}]\n{_as_toml(table)}" for name, table in tables.items()]
    return _as_toml(plain) + "".join(heads)


def permissions() -> dict[str, str]:
    """What the free part needs, with the reason."""
    files = [path_of(name).read_text(encoding="utf-8") for name in reached(["", REGISTRATION])]
    asked = {"files": "Import SVG, pictures and films, and copy them beside your files"}
    if any(".clipboard" in source for source in files):
        asked["clipboard"] = "Copy what names the artists for you to paste elsewhere"
    return asked


def _as_toml(table: dict[str, Any]) -> str:
    """Texts and lists of texts, which JSON writes alike."""
    return "".join(f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in table.items())
