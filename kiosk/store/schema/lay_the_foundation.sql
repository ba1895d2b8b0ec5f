CREATE TABLE sequence (
    id INTEGER PRIMARY KEY CHECK (id = 1), last INTEGER NOT NULL, at INTEGER NOT NULL
) STRICT;
CREATE TABLE house (
    id INTEGER PRIMARY KEY CHECK (id = 1), name TEXT NOT NULL, public_key BLOB NOT NULL,
    founded_at INTEGER NOT NULL
) STRICT;
CREATE TABLE counselors (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, phone TEXT NOT NULL, since INTEGER NOT NULL
) STRICT;
CREATE TABLE key_slots (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, counselor TEXT REFERENCES counselors (id),
    salt BLOB, memory_kib INTEGER, passes INTEGER, lanes INTEGER, wrapped BLOB NOT NULL
) STRICT;
CREATE TABLE children (
    id TEXT PRIMARY KEY, nickname TEXT NOT NULL, picture TEXT NOT NULL, colour TEXT NOT NULL,
    band TEXT NOT NULL, language TEXT NOT NULL, keeps TEXT NOT NULL, active INTEGER NOT NULL,
    added_at INTEGER NOT NULL, file BLOB NOT NULL
) STRICT;
CREATE TABLE consents (
    seq INTEGER PRIMARY KEY, child TEXT NOT NULL REFERENCES children (id),
    purpose TEXT NOT NULL, given INTEGER NOT NULL, version INTEGER NOT NULL,
    at INTEGER NOT NULL, clock TEXT NOT NULL, boot TEXT NOT NULL, paper BLOB NOT NULL
) STRICT;
CREATE INDEX consents_of_child ON consents (child);
CREATE TABLE visits (
    seq INTEGER PRIMARY KEY, child TEXT NOT NULL REFERENCES children (id), day TEXT NOT NULL,
    at INTEGER NOT NULL, clock TEXT NOT NULL, boot TEXT NOT NULL, left_at INTEGER,
    how TEXT NOT NULL
) STRICT;
CREATE INDEX visits_of_day ON visits (day);
CREATE INDEX visits_of_child ON visits (child, day);
CREATE UNIQUE INDEX here_once ON visits (child, day) WHERE left_at IS NULL;
CREATE TABLE moods (
    seq INTEGER PRIMARY KEY, child TEXT NOT NULL REFERENCES children (id), day TEXT NOT NULL,
    clock TEXT NOT NULL, boot TEXT NOT NULL, answer BLOB NOT NULL
) STRICT;
CREATE INDEX moods_of_day ON moods (day);
CREATE INDEX moods_of_child ON moods (child, day);
CREATE TABLE talks (
    seq INTEGER PRIMARY KEY, day TEXT NOT NULL, clock TEXT NOT NULL, boot TEXT NOT NULL,
    answered INTEGER NOT NULL, request BLOB NOT NULL
) STRICT;
CREATE INDEX talks_waiting ON talks (day) WHERE answered = 0;
CREATE TABLE plays (
    seq INTEGER PRIMARY KEY, child TEXT NOT NULL REFERENCES children (id), game TEXT NOT NULL,
    skill TEXT NOT NULL, level INTEGER NOT NULL, right INTEGER NOT NULL, ms INTEGER NOT NULL,
    at INTEGER NOT NULL, clock TEXT NOT NULL, boot TEXT NOT NULL
) STRICT;
CREATE INDEX plays_of_child ON plays (child, skill, seq);
CREATE TABLE days (
    day TEXT PRIMARY KEY, minutes_open INTEGER NOT NULL, present INTEGER NOT NULL,
    newcomers INTEGER NOT NULL, closed_at INTEGER NOT NULL, how TEXT NOT NULL, envelope INTEGER
) STRICT;
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, clock TEXT NOT NULL, boot TEXT NOT NULL,
    who TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL, hash BLOB NOT NULL
) STRICT;
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
INSERT INTO sequence VALUES (1, 0, 0);
