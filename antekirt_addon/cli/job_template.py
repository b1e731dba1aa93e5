# SPDX-License-Identifier: GPL-3.0-or-later
"""The job template of a farm's bundle, in the form of Open Job Description.

    https://github.com/OpenJobDescription/openjd-specifications/wiki/2023-09-Template-Schemas

It is YAML of which every text is in double quotes, as JSON writes it. All that a studio may have elsewhere is
a parameter. A default path is relative to the template: an absolute one is refused there.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION = "jobtemplate-2023-09"
LONGEST_NAME = 64
ROWS, SCENE, RESULTS, PLACED, FRAMES = "rows.json", "scene.blend", "results", "placed.blend", "frames"
PARAMETERS = (
    ("Blender", "STRING", "blender", "The command that starts Blender on a worker."),
    ("Rows", "PATH FILE IN", ROWS, "What is to be generated."),
    ("Scene", "PATH FILE IN", SCENE, "The scene as it was when the bundle was written."),
    (
        "ResultsFolder",
        "PATH DIRECTORY INOUT",
        RESULTS,
        "The list of jobs and what was paid for. All workers must reach the same one.",
    ),
    ("PlacedScene", "PATH FILE OUT", PLACED, "The scene with the results in it."),
    ("FramesFolder", "PATH DIRECTORY OUT", FRAMES, "Where the frames go."),
)


def template_text(name: str, numbers: list[int], span: str) -> str:
    """The text of template.yaml. numbers: those of the rows. span: the frames, such as 1-48."""
    return "".join(f"{line}\n" for line in _lines(_template(name, numbers, span)))


def _template(name: str, numbers: list[int], span: str) -> dict[str, Any]:
    antekirt = ["--command", "antekirt"]
    folder = ["--results-folder", "{{Param.ResultsFolder}}"]
    generate = [
        "--online-mode",
        *antekirt,
        "farm-row",
        "{{Param.Rows}}",
        "--row",
        "{{Task.Param.Row}}",
        *folder,
    ]
    put = [
        "{{Param.Scene}}",
        *antekirt,
        "farm-place",
        "{{Param.Rows}}",
        "--output",
        "{{Param.PlacedScene}}",
        *folder,
    ]
    render = [
        "-b",
        "{{Param.PlacedScene}}",
        "-o",
        "{{Param.FramesFolder}}/frame_####",
        "-f",
        "{{Task.Param.Frame}}",
    ]
    return {
        "specificationVersion": VERSION,
        "name": _plain(name),
        "description": "Generate a picture for each row, place them in the scene, and render it."
        " A row is paid for when its task runs, with the API key of the worker.",
        "parameterDefinitions": [*map(_parameter, PARAMETERS), _which(span)],
        "steps": [
            _step("Generate", generate, Row=_ranges(numbers)),
            _step("Place", put, after="Generate"),
            _step("Render", render, after="Place", Frame="{{Param.Frames}}"),
        ],
    }


def _parameter(known: tuple[str, str, str, str]) -> dict[str, Any]:
    name, kind, default, description = known
    kinds = dict(zip(("type", "objectType", "dataFlow"), kind.split(), strict=False))
    return {"name": name} | kinds | {"default": default, "description": description}


def _which(span: str) -> dict[str, Any]:
    description = "Which frames are rendered, such as 1-48 or 1-48:2."
    return {"name": "Frames", "type": "STRING", "default": span, "description": description}


def _step(name: str, arguments: list[str], after: str = "", **ranges: str) -> dict[str, Any]:
    """One command, for each value of a range if there is one, once another step is done."""
    made: dict[str, Any] = {"name": name}
    if after:
        made["dependencies"] = [{"dependsOn": after}]
    if ranges:
        known = [{"name": each, "type": "INT", "range": values} for each, values in ranges.items()]
        made["parameterSpace"] = {"taskParameterDefinitions": known}
    made["script"] = {"actions": {"onRun": {"command": "{{Param.Blender}}", "args": arguments}}}
    return made


def _ranges(numbers: list[int]) -> str:
    """Numbers as an expression, such as 2-4,6."""
    parts: list[list[int]] = []
    for number in sorted(numbers):
        if parts and number == parts[-1][-1] + 1:
            parts[-1] = [parts[-1][0], number]
        else:
            parts.append([number])
    return ",".join("-".join(map(str, part)) for part in parts)


def _plain(name: str) -> str:
    """A name for people, without what means something in a template."""
    kept = "".join(sign for sign in name if sign.isprintable() and sign not in "{}")
    return kept[:LONGEST_NAME] or "Antekirt"


def _lines(value: Any, indent: str = "") -> Iterator[str]:  # noqa: ANN401 - as JSON has it
    """A mapping or a list as YAML, a value in each line."""
    pairs = value.items() if isinstance(value, dict) else ((None, each) for each in value)
    for name, each in pairs:
        head = f"{indent}-" if name is None else f"{indent}{name}:"
        if not isinstance(each, dict | list):
            yield f"{head} {json.dumps(each, ensure_ascii=False)}"
        elif name is None:
            first, *others = _lines(each, f"{indent}  ")
            yield f"{head} {first.lstrip()}"
            yield from others
        else:
            yield head
            yield from _lines(each, f"{indent}  ")
