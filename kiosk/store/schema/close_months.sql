-- Months as they were closed; `told` is what the summary says, in CBOR: what was counted once, how
-- children felt above all, is taken from here when a month is told anew. `stale` until what changed
-- since, say an activity noted late, has been counted; `answered` once a counselor was there, for
-- whom alone how children felt can be opened.
CREATE TABLE months (
    month TEXT PRIMARY KEY, told BLOB NOT NULL, closed_at INTEGER NOT NULL, envelope INTEGER,
    stale INTEGER NOT NULL DEFAULT 0, answered INTEGER NOT NULL
) STRICT;
