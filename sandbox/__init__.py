# SPDX-License-Identifier: GPL-3.0-or-later
"""A local server that speaks the Antekirt API, for tests, benchmarks and demonstrations.

Read in this order: `server` (two origins on two ports), `world` (everything it remembers), `api/` (the
documented endpoints), `lifecycle` (what a paid request becomes in time), `cdn` (the files), `studio` (who
draws them), `control` and `fault/` (how a test makes the service misbehave).
"""
