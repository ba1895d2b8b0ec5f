-- For whom a counselor put a quiet chat off, and until when. As in `cases`, `whose` is a pseudonym
-- that only the house's private key can make, and all have one length.
CREATE TABLE snoozes (
    id TEXT PRIMARY KEY, whose BLOB NOT NULL, record BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX snoozes_whose ON snoozes (whose);
