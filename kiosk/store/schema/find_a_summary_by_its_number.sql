-- What was told is found by the number that it had first: it may have been sent once more since.
DROP INDEX outbox_numbered;
CREATE INDEX outbox_numbered ON outbox (ifnull(first_seq, seq));
