-- What was asked of the expert panel. Like case records, the rows tell nothing but how many.
CREATE TABLE questions (
    id TEXT PRIMARY KEY, record BLOB NOT NULL
) STRICT;
