# SPDX-License-Identifier: GPL-3.0-or-later
"""A Drawing → an Artwork: computational geometry that knows nothing of SVG. Start reading at artwork.py."""
