# SPDX-License-Identifier: GPL-3.0-or-later
"""By which names the layers of an artwork are found again on what was made of it."""

from __future__ import annotations

LAYER = "antekirt_layer"  # on an object in one layer: its number, counted from its parent's if that has one
ATTRIBUTE = "layer"  # on a mesh: the layer of each vertex
SLOT_LAYERS = "antekirt_slot_layers"  # on a curve object of before 0.3: the layer of each material slot
