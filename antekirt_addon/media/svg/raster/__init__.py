# SPDX-License-Identifier: GPL-3.0-or-later
"""What no outline can say is drawn here: elements with effects become pictures, each of just that piece.

    effect_picture        an Effect → a Picture, as sharp as the size of the piece asks for
      content_drawing     its elements on a canvas, through
        coverage          how much of each pixel an outline covers
        paint_color       the colours of a paint at pixels
      filter_drawing      the primitives of its filter, through blur, morphology, turbulence, …
    linear_mixing         the pictures made ready for a renderer, which mixes light and not its encoding

Canvases are float32 (height, width, 4), premultiplied, sRGB-encoded unless it is said otherwise.
"""
