"""A house that looks lived in, for trying, for pictures and for measuring.

Read people, history, stories, furnish; neighbour_months, neighbours,
letters, village, run.
"""
