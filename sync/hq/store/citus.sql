-- Spread headquarters over several machines with Citus: once, on the coordinator, in the database
-- of AIYOU_HQ_DATABASE, while headquarters is stopped and after its version has opened it once
-- (`aiyou hq serve` makes the tables). Rows that are there already move along.
--
-- Everything that belongs to a house lies on one machine: `house` leads each of its keys, no key
-- and no reference reaches from one house to another, and no number is drawn from a sequence.
-- tests/sync/hq/store/test_citus.py asks PostgreSQL's catalog whether this is so.

-- Set `together = 1` then: Citus locks no rows that lie on several machines, and the houses of one
-- transaction would.

CREATE EXTENSION IF NOT EXISTS citus;

-- What everybody reads, whole on every machine; before what refers to it.
SELECT create_reference_table('messages');

-- The houses, and what belongs to each beside it.
SELECT create_distributed_table('houses', 'house');
SELECT create_distributed_table('retirements', 'house', colocate_with => 'houses');
SELECT create_distributed_table('epochs', 'house', colocate_with => 'houses');
SELECT create_distributed_table('house_keys', 'house', colocate_with => 'houses');
SELECT create_distributed_table('envelopes', 'house', colocate_with => 'houses');
SELECT create_distributed_table('letters', 'house', colocate_with => 'houses');
SELECT create_distributed_table('unread', 'house', colocate_with => 'houses');
SELECT create_distributed_table('quarantine', 'house', colocate_with => 'houses');
SELECT create_distributed_table('strangers', 'house', colocate_with => 'houses');
SELECT create_distributed_table('days', 'house', colocate_with => 'houses');
SELECT create_distributed_table('headcounts', 'house', colocate_with => 'houses');
SELECT create_distributed_table('months', 'house', colocate_with => 'houses');
SELECT create_distributed_table('heard', 'house', colocate_with => 'houses');
SELECT create_distributed_table('deliveries', 'house', colocate_with => 'houses');
SELECT create_distributed_table('questions', 'house', colocate_with => 'houses');
SELECT create_distributed_table('stale', 'house', colocate_with => 'houses');
SELECT create_distributed_table('house_months', 'house', colocate_with => 'houses');
SELECT create_distributed_table('last_days', 'house', colocate_with => 'houses');

-- Stays on the coordinator, being of headquarters alone:
-- local: version, alembic_version, accounts, second_factors, recovery_codes, audit, sessions, tries, place_days, place_gaps, place_months, standards
