"""What the house knows and decides: pure, standard library only.

Read moment, clock, rearranging, ages, allowed, consent, categories, marks, households, children,
letters, finding, naming, circles, codes, tags, moods, bands, curve, attendance, expected, ideas,
shelf, limits, settings, visits, fetchings, corrections, talks, absence, concern_rules, concern,
services, tallies, casework, questions, activities, plans, days, register, months, indicators,
hotlines, directions, provinces, wordings, recordings, guessing; audit; holdings and retention for
what is kept of a child, and for how long; backups.
"""
