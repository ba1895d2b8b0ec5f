"""A visit and what a child gave in it.

Read visits, visit_lists, by_hand, first_days; sittings, moods, feedback, fetchings, talks, plays,
ratings, tallies; days, months.
"""
