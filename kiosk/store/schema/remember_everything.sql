-- What the house knows of each boot's time. `base` is the moment (ms since 1970) at which the
-- boot's steady clock stood at zero; `seq` the last number given out before the boot began.
CREATE TABLE boots (
    boot TEXT PRIMARY KEY, seq INTEGER NOT NULL, base INTEGER NOT NULL, clock TEXT NOT NULL,
    source TEXT NOT NULL
) STRICT;
CREATE INDEX boots_in_order ON boots (seq);

-- One plain line each for the counselor, until she has seen it.
CREATE TABLE notices (
    seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, clock TEXT NOT NULL, boot TEXT NOT NULL,
    sentence TEXT NOT NULL, detail TEXT NOT NULL, seen INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE categories (
    id TEXT PRIMARY KEY, place INTEGER NOT NULL, zh_Hans TEXT NOT NULL, en TEXT NOT NULL,
    active INTEGER NOT NULL DEFAULT 1
) STRICT;
INSERT INTO categories (id, place, zh_Hans, en) VALUES
    ('left_behind', 1, '留守儿童', 'Left-behind child'),
    ('orphan_de_facto', 2, '事实无人抚养儿童', 'Orphan de facto'),
    ('migrant', 3, '流动儿童', 'Migrant child'),
    ('other', 4, '其他困境儿童', 'Other special difficulties');

ALTER TABLE counselors ADD COLUMN until INTEGER;
ALTER TABLE key_slots ADD COLUMN carried BLOB;
ALTER TABLE key_slots ADD COLUMN recipient BLOB;
CREATE TABLE patience (
    id INTEGER PRIMARY KEY CHECK (id = 1), wrong INTEGER NOT NULL
) STRICT;
INSERT INTO patience VALUES (1, 0);

-- The first day outlives the visits of years ago; the number orders without a clock.
ALTER TABLE children ADD COLUMN first_day TEXT;
ALTER TABLE children ADD COLUMN added_seq INTEGER NOT NULL DEFAULT 0;
UPDATE children SET
    first_day = (SELECT min(day) FROM visits WHERE child = children.id),
    added_seq = ifnull((SELECT min(seq) FROM consents WHERE child = children.id), 0);
CREATE TABLE households (
    id TEXT PRIMARY KEY, file BLOB NOT NULL
) STRICT;
CREATE TABLE tombstones (
    child TEXT PRIMARY KEY, seq INTEGER NOT NULL
) STRICT;

-- The boot in which a child left may be another one than that in which it came.
ALTER TABLE visits ADD COLUMN left_boot TEXT;
UPDATE visits SET left_boot = boot WHERE left_at IS NOT NULL;
CREATE INDEX visits_left_elsewhere ON visits (left_boot) WHERE left_boot != boot;
CREATE TABLE unsettled (
    day TEXT PRIMARY KEY
) STRICT;
INSERT INTO unsettled
    SELECT visits.day FROM visits LEFT JOIN days ON days.day = visits.day
    GROUP BY visits.day
    HAVING days.day IS NULL OR count(DISTINCT visits.child) != days.present
        OR max(max(visits.at), ifnull(max(visits.left_at), 0)) > days.closed_at;
CREATE INDEX days_untold ON days (day) WHERE envelope IS NULL;

-- A mood comes right after its visit: its time tells nothing more. Older ones seal theirs.
ALTER TABLE moods ADD COLUMN at INTEGER;
CREATE TABLE feedback (
    seq INTEGER PRIMARY KEY, child TEXT NOT NULL REFERENCES children (id), day TEXT NOT NULL,
    at INTEGER NOT NULL, clock TEXT NOT NULL, boot TEXT NOT NULL, answer BLOB NOT NULL
) STRICT;
CREATE INDEX feedback_of_day ON feedback (day);
CREATE INDEX feedback_of_child ON feedback (child, day);

-- A number beside those of visits would tell when somebody asked, and so who: it is sealed.
ALTER TABLE talks RENAME TO numbered_talks;
CREATE TABLE talks (
    id TEXT PRIMARY KEY, day TEXT NOT NULL, boot TEXT NOT NULL, answered INTEGER NOT NULL,
    request BLOB NOT NULL
) STRICT;
INSERT INTO talks
    SELECT lower(hex(randomblob(8))), day, boot, answered, request FROM numbered_talks
    ORDER BY random();
DROP TABLE numbered_talks;
CREATE INDEX talks_waiting ON talks (day) WHERE answered = 0;

-- Follow-ups, risk levels, home visits, services and notes look alike on the card: `whose` is
-- a pseudonym that only the house's private key can make, and all have one length.
CREATE TABLE cases (
    id TEXT PRIMARY KEY, whose BLOB NOT NULL, open INTEGER NOT NULL, record BLOB NOT NULL
) STRICT;
CREATE INDEX cases_whose ON cases (whose);
CREATE INDEX cases_open ON cases (whose) WHERE open = 1;
CREATE TABLE activities (
    id TEXT PRIMARY KEY, month TEXT NOT NULL, record BLOB NOT NULL
) STRICT;
CREATE INDEX activities_of_month ON activities (month);

-- House totals of a month that leave the house anyway, so that it can be closed while locked.
CREATE TABLE tallies (
    month TEXT NOT NULL, what TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (month, what)
) STRICT;

-- Where the chain begins once its oldest lines have been let go of.
CREATE TABLE audit_start (
    id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL, hash BLOB NOT NULL
) STRICT;
INSERT INTO audit_start VALUES (1, 0, zeroblob(32));
DROP TRIGGER audit_is_never_shortened;
CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit
WHEN old.seq > (SELECT seq FROM audit_start)
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
-- It moves forward only, and only onto a line that is there.
CREATE TRIGGER audit_starts_later BEFORE UPDATE ON audit_start
WHEN new.seq <= old.seq
    OR NOT EXISTS (SELECT 1 FROM audit WHERE seq = new.seq AND hash = new.hash)
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_starts_somewhere BEFORE DELETE ON audit_start
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;

-- Children of a closed day of whom nothing is kept any more: a day that is closed again, say
-- after a correction, still counts them.
ALTER TABLE days ADD COLUMN forgotten INTEGER NOT NULL DEFAULT 0;
ALTER TABLE days ADD COLUMN forgotten_new INTEGER NOT NULL DEFAULT 0;

-- The day on which what was too old was let go of last.
CREATE TABLE let_go (
    id INTEGER PRIMARY KEY CHECK (id = 1), day TEXT NOT NULL
) STRICT;
CREATE INDEX plays_of_time ON plays (at);

-- Whose sealed records are gone too: who was erased while the vault was locked, say when an older
-- backup came back, is not in here until a counselor unlocks it.
CREATE TABLE swept (
    child TEXT PRIMARY KEY REFERENCES tombstones (child)
) STRICT;

-- The days and the state of the wire look an envelope up by its number among those of all years.
CREATE INDEX outbox_numbered ON outbox (seq);
CREATE INDEX outbox_set_aside ON outbox (seq) WHERE set_aside_at IS NOT NULL;
