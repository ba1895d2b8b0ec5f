"""What the house knows and decides: pure, standard library only.

Read moment, ages, consent, categories, households, children, moods, feedback, visits, talks,
services, tallies, casework, activities, days, register, hotlines.
"""
