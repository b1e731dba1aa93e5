# SPDX-License-Identifier: GPL-3.0-or-later
"""What a studio sets for all its seats: in a file, and in single variables of the environment.

A locked value of the file counts before the environment, the environment before what the artist has chosen,
and that before the rest of the file. docs/studios.md tells of each setting. A file with any mistake in it is
used in no part: who cannot read a limit spends nothing.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..message import Message
from . import studio_value
from .studio_file import UnusableFile, read_table

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE_VARIABLE = "ANTEKIRT_SETTINGS"  # names the file, in place of the one of the system
LOCKED = "locked"  # in the file: the names of those settings that the artist cannot change

# By the names in the file: the variable of the environment, and what makes a value of what stands there.
SETTINGS = {
    "address": ("ANTEKIRT_BASE_URL", studio_value.address),
    "key_command": ("ANTEKIRT_KEY_COMMAND", studio_value.command),
    "results_folder": ("ANTEKIRT_RESULTS_FOLDER", studio_value.folder),
    "shared_folder": ("ANTEKIRT_SHARED_FOLDER", studio_value.switch),
    "confirm_above": ("ANTEKIRT_CONFIRM_ABOVE", studio_value.whole),
    "session_limit": ("ANTEKIRT_SESSION_LIMIT", studio_value.whole),
    "budget_per_day": ("ANTEKIRT_BUDGET_PER_DAY", studio_value.whole),
    "budget_per_project": ("ANTEKIRT_BUDGET_PER_PROJECT", studio_value.whole),
    "project": ("ANTEKIRT_PROJECT", studio_value.name),
    "projects_folder": ("ANTEKIRT_PROJECTS_FOLDER", studio_value.folder),
    "contact": ("ANTEKIRT_CONTACT", studio_value.name),
    "update_channel": ("ANTEKIRT_UPDATE_CHANNEL", studio_value.web_address),
}
BUDGETS = ("budget_per_day", "budget_per_project")
NOT_LIKE_OTHERS = {"address"}  # addon_settings.py looks at its variable each time, as it always did


@dataclass(frozen=True, slots=True)
class StudioSettings:
    """None, "" or () is what the studio leaves to the artist.

    origins: where a setting was found, as it is told. locked: those that the artist cannot change.
    problem: why nothing that costs credits may be sent; "" if all is well.
    """

    address: str = ""
    key_command: tuple[str, ...] = ()
    results_folder: Path | None = None
    shared_folder: bool | None = None
    confirm_above: int | None = None
    session_limit: int | None = None
    budget_per_day: int | None = None
    budget_per_project: int | None = None
    project: str = ""
    projects_folder: Path | None = None
    contact: str = ""
    update_channel: str = ""
    origins: Mapping[str, str] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()
    problem: str = ""

    @property
    def has_budget(self) -> bool:
        """Whether the seats share what may be spent."""
        return any(getattr(self, name) is not None for name in BUDGETS)

    def decide(self, name: str, chosen: Any, default: Any) -> Any:  # noqa: ANN401 - of the setting's type
        """The value in force, beside what the artist has chosen: the default is what nobody chose."""
        value = getattr(self, name)
        if name not in self.origins or (name not in self.locked and chosen != default):
            return chosen
        return value

    def project_of(self, file: str) -> str:
        """The project that a blend file is of, by the name of its folder; "" for none."""
        if self.project or not (self.projects_folder and file):
            return self.project
        try:
            inside = Path(file).resolve().relative_to(self.projects_folder.resolve())
        except (OSError, ValueError):
            return ""
        return inside.parts[0] if len(inside.parts) > 1 else ""


def system_file() -> Path:
    """Where the settings lie that hold for everybody on the machine."""
    if sys.platform == "win32":
        import os

        return Path(os.environ.get("PROGRAMDATA") or "C:/ProgramData") / "Antekirt" / "settings.toml"
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Antekirt/settings.toml")
    return Path("/etc/antekirt/settings.toml")


def read(environment: Mapping[str, str]) -> StudioSettings:
    """The settings of this machine and this start."""
    named = environment.get(FILE_VARIABLE, "")
    path = Path(named).expanduser() if named else system_file()
    try:
        table = read_table(path) if named or path.exists() else {}
        found = _of_file(table, path)
    except (UnusableFile, OSError) as error:
        return StudioSettings(problem=_told(str(path), str(error)))
    for name, (variable, value_of) in SETTINGS.items():
        text = environment.get(variable, "")
        if text and name not in found.locked and name not in NOT_LIKE_OTHERS:
            try:
                value: dict[str, Any] = {name: value_of(studio_value.of_text(text, value_of))}
            except studio_value.Unusable as error:
                return StudioSettings(problem=_told(variable, str(error)))
            origins = {**found.origins, name: variable}
            found = replace(found, **value, origins=origins, locked=found.locked | {name})
    return _checked(found)


def _of_file(table: Mapping[str, object], path: Path) -> StudioSettings:
    unknown = sorted(table.keys() - SETTINGS.keys() - {LOCKED})
    if unknown:
        raise UnusableFile(Message("there is no setting “{name}”", name=unknown[0]))
    values: dict[str, Any] = {}
    for name in SETTINGS.keys() & table.keys():
        try:
            values[name] = SETTINGS[name][1](table[name])
        except studio_value.Unusable as error:
            raise UnusableFile(Message("“{name}” {reason}", name=name, reason=str(error))) from error
    locked = table.get(LOCKED, [])
    if not isinstance(locked, list) or not all(name in values for name in locked):
        raise UnusableFile(Message("“locked” must be a list of settings that stand in the file"))
    return StudioSettings(**values, origins=dict.fromkeys(values, str(path)), locked=frozenset(locked))


def _checked(found: StudioSettings) -> StudioSettings:
    """What can only be told once all is known. A budget counts in the folder that it was set for alone."""
    if not found.has_budget:
        return found
    budget = next(name for name in BUDGETS if name in found.origins)
    if found.results_folder is None:
        reason = Message(
            "“{name}” needs “results_folder”, where the seats keep one list of jobs", name=budget
        )
        return StudioSettings(problem=_told(found.origins[budget], reason))
    return replace(found, locked=found.locked | {"results_folder"})


def _told(where: str, reason: str) -> Message:
    return Message(
        "Your studio's settings in {where} cannot be used: {reason}. Nothing that costs credits is sent."
        " Ask whoever looks after them, then start Blender again.",
        where=where,
        reason=reason,
    )
