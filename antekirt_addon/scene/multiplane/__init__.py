# SPDX-License-Identifier: GPL-3.0-or-later
"""An artwork as cut-outs of its picture, one behind the other. Start reading at make_multiplane.py."""
