# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a result goes that comes by itself: to be seen, beside what is there, in a row with its like."""
