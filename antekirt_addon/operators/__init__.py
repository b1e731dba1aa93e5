# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be done, one file per verb. Operators gather input, make one call and report."""
