-- What became of each message by which headquarters set something: it is followed once.
CREATE TABLE directions (
    number INTEGER PRIMARY KEY REFERENCES inbox (number), outcome TEXT NOT NULL
) STRICT;
-- Looked at whenever the numbers or the games are: the years' announcements stand beside it.
CREATE INDEX inbox_kinds ON inbox (kind, number);
