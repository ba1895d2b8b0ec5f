"""Which time it was.

Read beliefs, boots, shifts, redating.
"""
