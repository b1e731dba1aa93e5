# SPDX-License-Identifier: GPL-3.0-or-later
"""What was chosen last and the prompts before, for each account, in a file beside the key.

Whose the key is becomes known only when the service has said it. Until then the last account's draft is
shown; what changes meanwhile is nobody's ("") and goes to the account that turns out to be it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .kept_file import KeptFile

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Values = dict[str, Any]  # of Scene.antekirt by name, as JSON has them

KEPT = 20  # former prompts
PROMPT = "prompt"


class Draft:
    """chosen: what was used last; {} before anything was. former: what was replaced together with a prompt,
    the latest first.
    """

    def __init__(self, chosen: Values | None = None, former: Iterable[Values] = ()) -> None:
        self.chosen = chosen or {}
        self.former = _each_once(former, self.chosen)

    def to_json(self) -> dict[str, Any]:
        return {"chosen": self.chosen, "former": self.former}

    @classmethod
    def from_json(cls, row: Any) -> Draft:  # noqa: ANN401 - whatever is in the file
        """The draft in a file, as far as it is one."""
        row = row if isinstance(row, dict) else {}
        chosen, former = row.get("chosen"), row.get("former")
        return cls(
            chosen if isinstance(chosen, dict) else {},
            [values for values in former if isinstance(values, dict)] if isinstance(former, list) else (),
        )


class Drafts:
    """path: None for drafts that are kept in memory alone."""

    def __init__(self, path: Path | None) -> None:
        self._file = KeptFile(path, _merged) if path else None
        held = self._file.read() if self._file else {}
        drafts = held.get("drafts")
        self._drafts = {
            str(account): Draft.from_json(row)
            for account, row in (drafts.items() if isinstance(drafts, dict) else ())
        }
        self._account = str(held.get("account") or "")  # the last that was known
        self._is_known = False

    @property
    def current(self) -> Draft:
        """The draft to be shown."""
        mine = self._drafts.get(self._account if self._is_known else "")
        return mine or self._drafts.get(self._account) or Draft()

    def note(self, chosen: Values, replaced: Values | None = None) -> None:
        """Something was chosen, or used. replaced: what was there before, of what is different now."""
        former = ([replaced] if replaced else []) + self._own_former()
        self._put(Draft(chosen, former))

    def note_swap(self, chosen: Values, replaced: Values) -> None:
        """The latest former prompt was taken: what it replaced is now the last one to come round."""
        self._put(Draft(chosen, [*self.current.former[1:], replaced]))

    def belong_to(self, account: str) -> bool:
        """Learn whose the key is; "" for not known. True when the draft to be shown is another now."""
        if not account or (self._is_known and account == self._account):
            self._is_known = bool(account)
            return False
        is_another = self._account not in {"", account}
        self._account, self._is_known = account, True
        newer, mine = self._drafts.pop("", None), self._drafts.get(account, Draft())
        if newer:
            is_another = False
            self._drafts[account] = Draft(newer.chosen, [*newer.former, mine.chosen, *mine.former])
        self._keep()
        return is_another

    def write_if_due(self) -> None:
        if self._file:
            self._file.write_if_due()

    def write(self) -> None:
        if self._file:
            self._file.write()

    def _own_former(self) -> list[Values]:
        """Not those of the last account as long as it may be another's key."""
        return list(self.current.former) if self._is_known or "" in self._drafts else []

    def _put(self, draft: Draft) -> None:
        self._drafts[self._account if self._is_known else ""] = draft
        self._keep()

    def _keep(self) -> None:
        if self._file:
            rows = {account: draft.to_json() for account, draft in self._drafts.items()}
            self._file.keep({"account": self._account, "drafts": rows})


def _each_once(former: Iterable[Values], chosen: Values) -> list[Values]:
    """Former prompts, none of them empty, there twice, or the one that is chosen."""
    seen, kept = {"", str(chosen.get(PROMPT, "")).strip()}, []
    for values in former:
        prompt = str(values.get(PROMPT, "")).strip()
        if prompt not in seen:
            seen.add(prompt)
            kept.append(values)
    return kept[:KEPT]


def _merged(theirs: dict[str, Any], ours: dict[str, Any]) -> dict[str, Any]:
    """Another Blender may have written of an account that this one has never had."""
    drafts = theirs.get("drafts")
    others = {key: row for key, row in drafts.items() if key} if isinstance(drafts, dict) else {}
    return {**ours, "drafts": {**others, **ours["drafts"]}}
