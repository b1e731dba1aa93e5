# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose works are used: in what a scene renders, in a file; and how that is written down.

`uses` finds what names a work, `credit` sorts it by artist, `formats` writes it as a text.
"""
