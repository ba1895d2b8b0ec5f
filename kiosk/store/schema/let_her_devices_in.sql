-- A counselor's own phone or laptop, on which the panel opens. Of what it shows to be let in only a
-- digest is kept; one that was taken away keeps its name, for the audit, and no digest.
CREATE TABLE devices (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, counselor TEXT NOT NULL REFERENCES counselors (id),
    token BLOB UNIQUE, paired_at INTEGER NOT NULL, used_at INTEGER NOT NULL
) STRICT;
