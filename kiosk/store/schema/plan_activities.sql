-- What is planned; sealed as activities are, and of no child.
CREATE TABLE plans (id TEXT PRIMARY KEY, record BLOB NOT NULL) STRICT;
