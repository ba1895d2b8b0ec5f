"""A house that looks lived in, for trying, for pictures and for measuring.

Read people, history, stories, furnish, neighbours, village, run.
"""
