ALTER TABLE plays ADD COLUMN seats INTEGER NOT NULL DEFAULT 1;
CREATE TABLE ratings (
    child TEXT NOT NULL REFERENCES children (id), skill TEXT NOT NULL, rating REAL NOT NULL,
    answers INTEGER NOT NULL, last INTEGER NOT NULL REFERENCES plays (seq) ON DELETE CASCADE,
    PRIMARY KEY (child, skill)
) STRICT;
CREATE INDEX ratings_of_play ON ratings (last);
