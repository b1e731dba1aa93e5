# SPDX-License-Identifier: GPL-3.0-or-later
"""Files and plain data as datablocks, on Blender's main thread.

import_image.py, import_video.py and import_vector.py are the doors: each takes a SourceFile and a Target
(import_target.py) and gives an ImportOutcome; all else is one subject a file. Nothing in here knows a job, a
network or a panel, and nothing depends on what happens to be selected: a Target says what for. Only spot/
looks at the window, for what comes by itself to be seen there; start reading at spot/choose_spot.py.
"""
