# SPDX-License-Identifier: GPL-3.0-or-later
"""Another picture where one is shown: nothing is built anew, so that keys, users and settings stay."""
