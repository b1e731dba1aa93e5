# SPDX-License-Identifier: GPL-3.0-or-later
"""What a job's result is for: noted when the artist presses the button, read when the result is there.

A job carries it as JSON, and nothing in jobs/ looks into it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any, Self

from ..message import Message
from ..scene.error import SceneError
from ..scene.import_target import Target, capture
from ..scene.texture.texture_options import TextureOptions
from ..scene.variant.shown_picture import ShownPicture
from .scene_properties import FILM_CHOICES
from .texture_choices import TEXTURE_CHOICES
from .vector_choices import chosen_vectors

if TYPE_CHECKING:
    import bpy

    from ..scene.id_reference import IdReference
    from ..scene.import_target import Align

PLACEMENT = ("size", "align", "pack", *FILM_CHOICES)  # fields of Scene.antekirt and of Target


@dataclass(frozen=True, slots=True)
class Purpose:
    """In names and numbers only: minutes lie between the two, or a restart. Its fields are the JSON's.

    import_as: what the result becomes. image_index: which of its images; None for all.
    press: shared by all jobs that one press of a button has begun, and by none of another; "" for no press.
    vector: of vectors, the fields of their VectorSettings that were chosen.
    instead: the picture whose place it takes; None for one that comes into the scene besides.
    place: the name under which another add-on puts it somewhere; "" for what is put there by us.
    """

    import_as: Any  # a word that its kind of result knows; see check_import
    image_index: int | None
    target: Target
    press: str = ""
    vector: dict[str, Any] = field(default_factory=dict)
    instead: ShownPicture | None = None
    place: str = ""

    @classmethod
    def capture(
        cls,
        context: bpy.types.Context,
        import_as: str,
        *,
        image_index: int | None = None,
        press: str = "",
        vector: dict[str, Any] | None = None,
        place: str = "",
        **placed: Any,  # noqa: ANN401 - fields of a Target, or of its texture
    ) -> Self:
        """Note where the artist is, and what is chosen in the panel as far as it is not given here.

        vector: of vectors, the fields of their VectorSettings that were said; None for anything else.
        """
        said = {
            name: getattr(context.scene.antekirt, name) for name in (*PLACEMENT, *TEXTURE_CHOICES)
        } | placed
        texture = TextureOptions(**{name: said.pop(name) for name in TEXTURE_CHOICES})
        target = capture(context, texture=texture, **said)
        vectors = {} if vector is None else chosen_vectors(context.scene.antekirt, vector)
        return cls(import_as, image_index, target, press, vectors, place=place)

    @property
    def is_fixed(self) -> bool:
        """Whether nothing of it can be chosen: it takes the place of something, or another puts it in its."""
        return bool(self.instead or self.place)

    def come_by_itself(self, align: Align) -> Self:
        """The same for a result that comes into a window, and nobody has said how: turned as chosen there."""
        return replace(self, target=replace(self.target, by_itself=True, align=align))

    def instead_of(self, shown: ShownPicture, import_as: str) -> Self:
        """The same for a result that takes the place of a picture, and is imported as that was."""
        return replace(self, instead=shown, import_as=import_as)

    def beside(self, things: tuple[IdReference, ...]) -> Self:
        """The same for a result that stands in a row with these, wherever else it would come."""
        return replace(self, target=replace(self.target, beside=things))

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Read back `to_json`, also of another version. Raises SceneError for what is none."""
        try:
            target = Target.from_json(data["target"])
            index, press, vector = (
                data.get("image_index"),
                data.get("press", ""),
                dict(data.get("vector", {})),
            )
            told = data.get("instead")
            instead = ShownPicture.from_json(told) if told else None
            place = str(data.get("place", ""))
            return cls(data["import_as"], index, target, press, vector, instead, place)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise SceneError(
                Message("What this was to become is not known any more. Nothing was sent: generate it anew.")
            ) from error
