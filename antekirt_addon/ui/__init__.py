# SPDX-License-Identifier: GPL-3.0-or-later
"""What the artist sees. Everything here draws what was made elsewhere; nothing waits, reads or searches."""
