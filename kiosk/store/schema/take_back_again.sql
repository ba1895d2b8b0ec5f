-- Whom activities may name still: its visits may not be kept, and an older backup brought them back.
CREATE TABLE still_named (
    child TEXT PRIMARY KEY
) STRICT;
