# SPDX-License-Identifier: GPL-3.0-or-later
"""The fonts of this computer: which there are, and the contours and widths of their glyphs."""
