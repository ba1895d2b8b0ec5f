"""Children, and what belongs to them.

Read categories, households, circles, children, tags, consents, known.
"""
