"""Both ends of the wire between a house and headquarters; PROTOCOL.md says what travels.

Read errors, cbor, keys, envelope, summary and answer (what travels), enrolment, outbox
(what waits), couriers, backoff and agent (how it goes), settings, cli. Headquarters has
a room of its own, hq.
"""
