-- Two of nine pictures that a child taps to show that it is itself; empty where it has none.
ALTER TABLE children ADD COLUMN code TEXT NOT NULL DEFAULT '';
