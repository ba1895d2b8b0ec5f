CREATE TABLE accounts (
  name TEXT NOT NULL,
  password TEXT NOT NULL,
  role TEXT NOT NULL,
  county TEXT,
  added_at BIGINT NOT NULL,
  last_signed_in BIGINT,
  PRIMARY KEY (name)
);
CREATE TABLE houses (
  house TEXT NOT NULL,
  name TEXT NOT NULL,
  province TEXT NOT NULL,
  county TEXT NOT NULL,
  added_at BIGINT NOT NULL,
  code_hash BLOB,
  code_expires_at BIGINT,
  code_used_at BIGINT,
  verify_key BLOB,
  epoch BLOB,
  enrolled_at BIGINT,
  last_seen BIGINT,
  PRIMARY KEY (house)
);
CREATE INDEX houses_county ON houses (county);
CREATE TABLE version (
  number INTEGER NOT NULL,
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
  epoch BLOB NOT NULL,
  seq BIGINT NOT NULL,
  PRIMARY KEY (house, day),
  FOREIGN KEY(house) REFERENCES houses (house)
);
CREATE INDEX days_day ON days (day);
CREATE TABLE envelopes (
  house TEXT NOT NULL,
  epoch BLOB NOT NULL,
  seq BIGINT NOT NULL,
  hash BLOB NOT NULL,
  kind TEXT NOT NULL,
  envelope BLOB NOT NULL,
  received_at BIGINT NOT NULL,
  PRIMARY KEY (house, epoch, seq),
  FOREIGN KEY(house) REFERENCES houses (house)
);
CREATE TABLE epochs (
  house TEXT NOT NULL,
  epoch BLOB NOT NULL,
  number INTEGER NOT NULL,
  accepted BIGINT NOT NULL,
  PRIMARY KEY (house, epoch),
  FOREIGN KEY(house) REFERENCES houses (house)
);
CREATE TABLE quarantine (
  house TEXT NOT NULL,
  hash BLOB NOT NULL,
  epoch BLOB,
  seq BIGINT,
  reason TEXT NOT NULL,
  envelope BLOB NOT NULL,
  received_at BIGINT NOT NULL,
  PRIMARY KEY (house, hash),
  FOREIGN KEY(house) REFERENCES houses (house)
);
INSERT INTO accounts (name, password, role, added_at) VALUES ('lin', '$argon2id$x', 'administrator', 1760000000);
INSERT INTO accounts (name, password, role, added_at, last_signed_in) VALUES ('wang', '$argon2id$y', 'expert', 1760000000, 1760000500);
INSERT INTO houses (house, name, province, county, added_at, code_hash, code_expires_at, code_used_at, verify_key, epoch, enrolled_at, last_seen) VALUES ('yuexi-0001', '新民村爱佑之家', 'sichuan', 'yuexi', 1760000000, X'0909090909090909090909090909090909090909090909090909090909090909', 1761209600, 1760000100, X'0707070707070707070707070707070707070707070707070707070707070707', X'65706F63682D2D31', 1760000100, 1764000000);
INSERT INTO houses (house, name, province, county, added_at) VALUES ('yudu-0001', 'It''s a village', 'jiangxi', 'yudu', 1760000001);
INSERT INTO version (number) VALUES (1);
INSERT INTO days (house, day, minutes_open, present, newcomers, clock, health, epoch, seq) VALUES ('yuexi-0001', '2025-10-20', 390, 21, 1, 'trusted', '{"disk": 70}', X'65706F63682D2D31', 1);
INSERT INTO envelopes (house, epoch, seq, hash, kind, envelope, received_at) VALUES ('yuexi-0001', X'65706F63682D2D31', 1, X'1515151515151515151515151515151515151515151515151515151515151515', 'day', X'6C65747465722031', 1761000000);
INSERT INTO envelopes (house, epoch, seq, hash, kind, envelope, received_at) VALUES ('yuexi-0001', X'65706F63682D2D31', 2, X'1616161616161616161616161616161616161616161616161616161616161616', 'song', X'6C65747465722032', 1764000000);
INSERT INTO envelopes (house, epoch, seq, hash, kind, envelope, received_at) VALUES ('yuexi-0001', X'65706F63682D2D31', 3, X'1717171717171717171717171717171717171717171717171717171717171717', 'lost', X'6C65747465722033', 1764000000);
INSERT INTO envelopes (house, epoch, seq, hash, kind, envelope, received_at) VALUES ('yuexi-0001', X'65706F63682D2D31', 4, X'1818181818181818181818181818181818181818181818181818181818181818', 'song', X'6C65747465722034', 1764000001);
INSERT INTO epochs (house, epoch, number, accepted) VALUES ('yuexi-0001', X'65706F63682D2D31', 1, 4);
INSERT INTO quarantine (house, hash, epoch, seq, reason, envelope, received_at) VALUES ('yuexi-0001', X'1818181818181818181818181818181818181818181818181818181818181818', X'65706F63682D2D31', 4, 'It''s sealed to another key.', X'6C65747465722034', 1764000001);
