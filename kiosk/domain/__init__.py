"""What the house knows and decides: pure, standard library only.

Read moment, clock, ages, consent, children, moods, visits, talks, days, register, hotlines.
"""
