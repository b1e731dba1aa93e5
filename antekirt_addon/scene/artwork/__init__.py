# SPDX-License-Identifier: GPL-3.0-or-later
"""An artwork after its import: what belongs to it, and what can be changed on all of it at once.

Start reading at live_value.py.
"""
