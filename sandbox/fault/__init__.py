# SPDX-License-Identifier: GPL-3.0-or-later
"""How the service misbehaves on demand: `rule` says when, `kind` says how."""
