"""What houses told of their days and months, and the sums of it.

Read word, period, place, days, months, sums; then marks, facts, sql, rollups, figures, there,
others, series, by_month, health; replaying and verifying tell the same from the envelopes.
"""
