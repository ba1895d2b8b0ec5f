"""Both ends of the wire between a house and headquarters; PROTOCOL.md says what travels.

What travels: errors, cbor, instants, keys (a room: new ones, and who has which), signature,
envelope, summary, disclosure, month_summary, questions, batch, answer, messages, materials,
directions (what headquarters sets), enrol_codec, invitation.
How it goes: records (the house's database), enrolment, outbox (what waits), inbox (what came),
status, waiting, sticks, spelling, confirmation, anew (a room: what goes once more), settling (what
an answer changes), room.
By whom: couriers, backoff, carrying (a room: road, step, budget, network and more), agent; report
tells of them.
Then paper (pages and tables as files), compiled (templates), settings, commands, cli.
Headquarters has a room of its own, hq.
"""
