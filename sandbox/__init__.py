# SPDX-License-Identifier: GPL-3.0-or-later
"""A local server that speaks the Antekirt API, for tests, benchmarks and demonstrations.

Read in this order: `server` (two origins on two ports), `service_state` (everything it remembers, seeded by
`seed_artists` and `seed_history`), `middleware` (what every request passes), `api/` (the documented
endpoints), `generation_lifecycle` (what a paid request becomes in time), `cdn` (the files, at signed URLs),
`render_pool` and `picture/` (how they are drawn), `control_api` and `fault/` (how a test makes the service
misbehave). `client` starts all of it from a test.
"""
