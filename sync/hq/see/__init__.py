"""The pages on which people see how the houses do.

Read pages, listing, board, atlas; place_pages, house_pages, choosing, beside,
course, charts.
"""
