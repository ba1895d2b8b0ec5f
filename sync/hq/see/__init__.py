"""The pages on which people see how the houses do.

Read pages, listing, board, place_pages, charts, atlas.
"""
