-- What is too old is counted by these alone: the rows beside them hold sealed answers.
DROP INDEX visits_of_day;
CREATE INDEX visits_of_day ON visits (day, clock);
DROP INDEX moods_of_day;
CREATE INDEX moods_of_day ON moods (day, clock);
DROP INDEX feedback_of_day;
CREATE INDEX feedback_of_day ON feedback (day, clock);
DROP INDEX fetchings_of_day;
CREATE INDEX fetchings_of_day ON fetchings (day, clock);
DROP INDEX plays_of_time;
CREATE INDEX plays_of_time ON plays (at, clock);
