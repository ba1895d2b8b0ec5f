CREATE TABLE accounts (
  name TEXT NOT NULL,
  password TEXT NOT NULL,
  role TEXT NOT NULL,
  county TEXT,
  added_at BIGINT NOT NULL,
  last_signed_in BIGINT,
  PRIMARY KEY (name)
);
CREATE TABLE audit (
  id BIGSERIAL NOT NULL,
  at BIGINT NOT NULL,
  who TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  PRIMARY KEY (id)
);
CREATE TABLE houses (
  house TEXT NOT NULL,
  name TEXT NOT NULL,
  province TEXT NOT NULL,
  county TEXT NOT NULL,
  added_at BIGINT NOT NULL,
  code_hash BYTEA,
  code_expires_at BIGINT,
  code_used_at BIGINT,
  verify_key BYTEA,
  epoch BYTEA,
  enrolled_at BIGINT,
  last_seen BIGINT,
  gaps TEXT DEFAULT '[]' NOT NULL,
  PRIMARY KEY (house)
);
CREATE INDEX houses_county ON houses (county);
CREATE TABLE version (
  number SERIAL NOT NULL,
  PRIMARY KEY (number)
);
CREATE TABLE days (
  house TEXT NOT NULL,
  day DATE NOT NULL,
  minutes_open INTEGER NOT NULL,
  present INTEGER NOT NULL,
  newcomers INTEGER NOT NULL,
  clock TEXT NOT NULL,
  health TEXT NOT NULL,
  epoch BYTEA NOT NULL,
  seq BIGINT NOT NULL,
  PRIMARY KEY (house, day),
  FOREIGN KEY(house) REFERENCES houses (house)
);
CREATE INDEX days_day ON days (day);
CREATE TABLE envelopes (
  house TEXT NOT NULL,
  epoch BYTEA NOT NULL,
  seq BIGINT NOT NULL,
  hash BYTEA NOT NULL,
  kind TEXT NOT NULL,
  envelope BYTEA NOT NULL,
  received_at BIGINT NOT NULL,
  PRIMARY KEY (house, epoch, seq),
  FOREIGN KEY(house) REFERENCES houses (house)
);
CREATE TABLE epochs (
  house TEXT NOT NULL,
  epoch BYTEA NOT NULL,
  number INTEGER NOT NULL,
  accepted BIGINT NOT NULL,
  PRIMARY KEY (house, epoch),
  FOREIGN KEY(house) REFERENCES houses (house)
);
CREATE TABLE headcounts (
  house TEXT NOT NULL,
  day DATE NOT NULL,
  present INTEGER NOT NULL,
  PRIMARY KEY (house, day),
  FOREIGN KEY(house) REFERENCES houses (house)
);
CREATE INDEX headcounts_day ON headcounts (day);
CREATE TABLE heard (
  house TEXT NOT NULL,
  epoch_number INTEGER NOT NULL,
  seq BIGINT NOT NULL,
  has BIGINT NOT NULL,
  PRIMARY KEY (house),
  FOREIGN KEY(house) REFERENCES houses (house)
);
CREATE TABLE messages (
  id SERIAL NOT NULL,
  kind TEXT NOT NULL,
  county TEXT,
  to_house TEXT,
  content BYTEA NOT NULL,
  written_at BIGINT NOT NULL,
  written_by TEXT NOT NULL,
  PRIMARY KEY (id),
  FOREIGN KEY(to_house) REFERENCES houses (house)
);
CREATE TABLE months (
  house TEXT NOT NULL,
  month DATE NOT NULL,
  minutes_open INTEGER NOT NULL,
  children INTEGER NOT NULL,
  newcomers INTEGER NOT NULL,
  enrolled INTEGER NOT NULL,
  activity_minutes INTEGER NOT NULL,
  participations INTEGER NOT NULL,
  home_visits INTEGER NOT NULL,
  told TEXT NOT NULL,
  epoch BYTEA NOT NULL,
  seq BIGINT NOT NULL,
  PRIMARY KEY (house, month),
  FOREIGN KEY(house) REFERENCES houses (house)
);
CREATE INDEX months_month ON months (month);
CREATE TABLE quarantine (
  house TEXT NOT NULL,
  hash BYTEA NOT NULL,
  epoch BYTEA,
  seq BIGINT,
  reason TEXT NOT NULL,
  envelope BYTEA NOT NULL,
  received_at BIGINT NOT NULL,
  PRIMARY KEY (house, hash),
  FOREIGN KEY(house) REFERENCES houses (house)
);
CREATE TABLE questions (
  house TEXT NOT NULL,
  epoch BYTEA NOT NULL,
  seq BIGINT NOT NULL,
  tag TEXT NOT NULL,
  sealed BYTEA NOT NULL,
  received_at BIGINT NOT NULL,
  reply BYTEA,
  replied_at BIGINT,
  replied_by TEXT,
  PRIMARY KEY (house, epoch, seq),
  FOREIGN KEY(house) REFERENCES houses (house)
);
CREATE INDEX questions_open ON questions (received_at) WHERE reply IS NULL;
CREATE UNIQUE INDEX questions_tag ON questions (tag);
CREATE TABLE recovery_codes (
  account TEXT NOT NULL,
  hash BYTEA NOT NULL,
  PRIMARY KEY (account, hash),
  FOREIGN KEY(account) REFERENCES accounts (name)
);
CREATE TABLE second_factors (
  account TEXT NOT NULL,
  sealed BYTEA NOT NULL,
  last_step BIGINT NOT NULL,
  since BIGINT NOT NULL,
  PRIMARY KEY (account),
  FOREIGN KEY(account) REFERENCES accounts (name)
);
CREATE TABLE unread (
  house TEXT NOT NULL,
  epoch BYTEA NOT NULL,
  seq BIGINT NOT NULL,
  version BIGINT NOT NULL,
  kind TEXT NOT NULL,
  PRIMARY KEY (house, epoch, seq),
  FOREIGN KEY(house) REFERENCES houses (house)
);
CREATE TABLE deliveries (
  house TEXT NOT NULL,
  number INTEGER NOT NULL,
  message INTEGER NOT NULL,
  PRIMARY KEY (house, number),
  UNIQUE (house, message),
  FOREIGN KEY(house) REFERENCES houses (house),
  FOREIGN KEY(message) REFERENCES messages (id)
);
INSERT INTO accounts (name, password, role, added_at) VALUES ('lin', '$argon2id$x', 'administrator', 1760000000);
INSERT INTO accounts (name, password, role, added_at, last_signed_in) VALUES ('wang', '$argon2id$y', 'expert', 1760000000, 1760000500);
INSERT INTO audit (id, at, who, action, subject) VALUES (1, 1762000000, 'lin', 'added_house', 'yuexi-0001');
INSERT INTO audit (id, at, who, action, subject) VALUES (2, 1762000009, 'lin', 'gave_code', 'yuexi-0001');
SELECT setval('audit_id_seq', 2);
INSERT INTO houses (house, name, province, county, added_at, code_hash, code_expires_at, code_used_at, verify_key, epoch, enrolled_at, last_seen, gaps) VALUES ('yuexi-0001', '新民村爱佑之家', 'sichuan', 'yuexi', 1760000000, '\x0909090909090909090909090909090909090909090909090909090909090909', 1761209600, 1760000100, '\x0707070707070707070707070707070707070707070707070707070707070707', '\x65706f63682d2d31', 1760000100, 1764000000, '[86400]');
INSERT INTO houses (house, name, province, county, added_at, gaps) VALUES ('yudu-0001', 'It''s a village', 'jiangxi', 'yudu', 1760000001, '[]');
INSERT INTO version (number) VALUES (6);
INSERT INTO days (house, day, minutes_open, present, newcomers, clock, health, epoch, seq) VALUES ('yuexi-0001', '2025-10-20', 390, 21, 1, 'trusted', '{"disk": 70}', '\x65706f63682d2d31', 1);
INSERT INTO envelopes (house, epoch, seq, hash, kind, envelope, received_at) VALUES ('yuexi-0001', '\x65706f63682d2d31', 1, '\x1515151515151515151515151515151515151515151515151515151515151515', 'day', '\x6c65747465722031', 1761000000);
INSERT INTO envelopes (house, epoch, seq, hash, kind, envelope, received_at) VALUES ('yuexi-0001', '\x65706f63682d2d31', 2, '\x1616161616161616161616161616161616161616161616161616161616161616', 'song', '\x6c65747465722032', 1764000000);
INSERT INTO envelopes (house, epoch, seq, hash, kind, envelope, received_at) VALUES ('yuexi-0001', '\x65706f63682d2d31', 3, '\x1717171717171717171717171717171717171717171717171717171717171717', 'lost', '\x6c65747465722033', 1764000000);
INSERT INTO envelopes (house, epoch, seq, hash, kind, envelope, received_at) VALUES ('yuexi-0001', '\x65706f63682d2d31', 4, '\x1818181818181818181818181818181818181818181818181818181818181818', 'song', '\x6c65747465722034', 1764000001);
INSERT INTO epochs (house, epoch, number, accepted) VALUES ('yuexi-0001', '\x65706f63682d2d31', 1, 4);
INSERT INTO headcounts (house, day, present) VALUES ('yuexi-0001', '2025-10-21', 19);
INSERT INTO heard (house, epoch_number, seq, has) VALUES ('yuexi-0001', 1, 3, 1);
INSERT INTO messages (id, kind, content, written_at, written_by) VALUES (1, 'announcement', '\xa0', 1762000000, 'lin');
INSERT INTO messages (id, kind, to_house, content, written_at, written_by) VALUES (2, 'reply', 'yuexi-0001', '\xa0', 1762000001, 'wang');
SELECT setval('messages_id_seq', 2);
INSERT INTO months (house, month, minutes_open, children, newcomers, enrolled, activity_minutes, participations, home_visits, told, epoch, seq) VALUES ('yuexi-0001', '2025-10-01', 9360, 31, 2, 34, 5, 6, 7, '{"v": 1}', '\x65706f63682d2d31', 4);
INSERT INTO quarantine (house, hash, epoch, seq, reason, envelope, received_at) VALUES ('yuexi-0001', '\x1818181818181818181818181818181818181818181818181818181818181818', '\x65706f63682d2d31', 4, 'It''s sealed to another key.', '\x6c65747465722034', 1764000001);
INSERT INTO questions (house, epoch, seq, tag, sealed, received_at, reply, replied_at, replied_by) VALUES ('yuexi-0001', '\x65706f63682d2d31', 5, '00c0ffee00c0ffee', '\x7365616c6564', 1762000000, '\x6f776e', 1762000001, 'wang');
INSERT INTO recovery_codes (account, hash) VALUES ('lin', '\x0303030303030303030303030303030303030303030303030303030303030303');
INSERT INTO second_factors (account, sealed, last_step, since) VALUES ('lin', '\x666163746f72', 5, 1762000000);
INSERT INTO unread (house, epoch, seq, version, kind) VALUES ('yuexi-0001', '\x65706f63682d2d31', 2, 1, 'song');
INSERT INTO deliveries (house, number, message) VALUES ('yuexi-0001', 1, 1);
