"""The register: which houses there are, where, and by which keys they sign.

Read counties, houses, codes, enrolling, house_keys, told_keys, habit, retiring, importing, sheets,
pages, importing_pages, sheet_pages, changing_pages,
replacing_pages.
"""
