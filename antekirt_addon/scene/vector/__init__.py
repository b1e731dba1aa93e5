# SPDX-License-Identifier: GPL-3.0-or-later
"""An artwork becomes curves, a mesh or Grease Pencil. Start reading at build_artwork.py."""
