# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture as a texture: into which input of which material, on which faces, and how it lies there."""
