# SPDX-License-Identifier: GPL-3.0-or-later
"""The name by which Blender knows the add-on, for all that must ask Blender about it."""

ADDON_ID = __package__ or ""  # "bl_ext.<repository>.antekirt" once installed
