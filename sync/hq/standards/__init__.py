"""The scorecard: which standards there are, since when they count, and which places reach them.

Read catalog, versions, form, judging, counting, scorecards; then pages.
"""
