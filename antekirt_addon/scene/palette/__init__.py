# SPDX-License-Identifier: GPL-3.0-or-later
"""The colours of an artwork: which there are, how much of it they cover, and how to have others."""
