"""What the house knows and decides: pure, standard library only.

Read moment, ages, consent, children, moods, visits, corrections, talks, days, register,
hotlines, audit; holdings and retention for what is kept of a child, and for how long.
"""
