"""The pages on which people see how the houses do.

Read pages, board, charts, atlas.
"""
