"""A visit and what a child gave in it.

Read visits, sittings, moods, feedback, fetchings, talks, plays, ratings, tallies; days, months.
"""
