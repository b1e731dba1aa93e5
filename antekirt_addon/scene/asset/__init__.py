# SPDX-License-Identifier: GPL-3.0-or-later
"""Results in the asset browser: marked where they are, or written to a library of their own."""
