-- What an adult has set for this house; whatever is not in here is as the configuration says.
CREATE TABLE settings (
    name TEXT PRIMARY KEY, value TEXT NOT NULL
) STRICT;

-- Groups of children with a picture of their own, so that a large house is found by two taps.
CREATE TABLE circles (
    id TEXT PRIMARY KEY, place INTEGER NOT NULL, picture TEXT NOT NULL, name TEXT NOT NULL
) STRICT;
ALTER TABLE children ADD COLUMN circle TEXT REFERENCES circles (id);

-- Which games a child may play: all, or under six none or those without letters and sums.
ALTER TABLE children ADD COLUMN games TEXT NOT NULL DEFAULT 'all';

-- Tags (RFID, barcode) that type like a keyboard; of what they type only a digest is kept.
CREATE TABLE tags (
    digest BLOB PRIMARY KEY, child TEXT NOT NULL REFERENCES children (id)
) STRICT;
CREATE INDEX tags_of_child ON tags (child);

-- By whom a small child says it is fetched.
CREATE TABLE fetchings (
    seq INTEGER PRIMARY KEY, child TEXT NOT NULL REFERENCES children (id), day TEXT NOT NULL,
    at INTEGER NOT NULL, clock TEXT NOT NULL, boot TEXT NOT NULL, answer BLOB NOT NULL
) STRICT;
CREATE INDEX fetchings_of_day ON fetchings (day);
CREATE INDEX fetchings_of_child ON fetchings (child, day);

-- A counselor's voice. `said` is the sentence as it stood then: where the wording has changed
-- since, the recording no longer says what the page shows. Heard by children once approved. `tag`
-- is another one for every sound; the sound stands last, so that a page need not read over it.
CREATE TABLE recordings (
    locale TEXT NOT NULL, prompt TEXT NOT NULL, said TEXT NOT NULL,
    approved INTEGER NOT NULL DEFAULT 0, tag TEXT NOT NULL, sound BLOB NOT NULL,
    PRIMARY KEY (locale, prompt)
) STRICT;

-- What a speaker of a language has approved, in the draft's words or better ones.
CREATE TABLE wordings (
    locale TEXT NOT NULL, catalog TEXT NOT NULL, source TEXT NOT NULL, wording TEXT NOT NULL,
    PRIMARY KEY (locale, catalog, source)
) STRICT;
