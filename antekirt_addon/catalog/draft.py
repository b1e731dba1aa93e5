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

    def former(self, shown: str) -> list[Values]:
        """What to go back to from the prompt that is shown, the latest first, also from another file."""
        current = self.current
        return _each_once([of_one_picture(current.chosen), *current.former], {PROMPT: shown})

    def note(self, chosen: Values, replaced: Values | None = None) -> None:
        """Something was chosen, or used. replaced: what was there before, of what is different now."""
        former = [replaced] if replaced else []
        if self._is_known or "" in self._drafts:  # and not the last account's, which may be another
            former += [of_one_picture(self.current.chosen), *self.current.former]
        self._put(Draft(chosen, former))

    def note_swap(self, chosen: Values, replaced: Values) -> None:
        """The latest former prompt was taken: what it replaced is now the last one to come round."""
        rest = self.former(str(replaced.get(PROMPT, "")))[1:]
        self._put(Draft(chosen, [*rest, replaced]))

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
            former = [*newer.former, of_one_picture(mine.chosen), *mine.former]
            self._drafts[account] = Draft(newer.chosen, former)
        self._keep()
        return is_another

    def write_if_due(self) -> None:
        if self._file:
            self._file.write_if_due()

    def write(self) -> None:
        if self._file:
            self._file.write()

    def _put(self, draft: Draft) -> None:
        self._drafts[self._account if self._is_known else ""] = draft
        self._keep()

    def _keep(self) -> None:
        if self._file:
            rows = {account: draft.to_json() for account, draft in self._drafts.items()}
            self._file.keep({"account": self._account, "drafts": rows})


def of_one_picture(values: Values) -> Values:
    """What differs from picture to picture: the prompt and the artist."""
    return {name: value for name, value in values.items() if name == PROMPT or name.startswith("artist_")}


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
