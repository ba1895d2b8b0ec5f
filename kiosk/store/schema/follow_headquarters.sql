-- What became of each message by which headquarters set something: it is followed once.
CREATE TABLE directions (
    number INTEGER PRIMARY KEY REFERENCES inbox (number), outcome TEXT NOT NULL
) STRICT;
