"""Both ends of the wire between a house and headquarters; PROTOCOL.md says what travels.

What travels: errors, cbor, keys, signature, envelope, summary, disclosure, month_summary,
questions, batch, answer, messages, materials, directions (what headquarters sets), enrol_codec,
invitation, key_change, again.
How it goes: records (the house's database), enrolment, outbox (what waits), own_keys, mending,
resending, hq_keys, inbox (what came), status, waiting, sticks, spelling, confirmation, settling
(what an answer changes), room.
By whom: road (how the house gets out), couriers, halving, tries, step, backoff, budget (what a
month may cost), network, bell, stint, agent; report tells of them.
Then halves (of a recovery key), paper (pages and tables as files), settings, road_options,
commands, cli. Headquarters has a room of its own, hq.
"""
