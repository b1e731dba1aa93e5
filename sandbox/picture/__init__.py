# SPDX-License-Identifier: GPL-3.0-or-later
"""From a prompt and an artist to a picture: `subject` reads the words, `palette` chooses colours, a `style`
draws flat shapes as SVG, `raster` paints them; `vector` and `film` work on the painted picture.
"""
