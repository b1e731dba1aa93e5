# SPDX-License-Identifier: GPL-3.0-or-later
"""A document's bytes → a Drawing: all that SVG and CSS say, resolved. Start reading at document.py."""
