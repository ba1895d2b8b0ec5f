"""What the house knows and decides: pure, standard library only.

Read moment, clock, rearranging, ages, consent, categories, households, children, circles, codes,
tags, moods, ideas, limits, visits, fetchings, corrections, talks, services, tallies, casework,
activities, days, register, hotlines, guessing; audit; holdings and retention for what is kept of
a child, and for how long; backups.
"""
