"""The register: which houses there are, where, and by which keys they sign.

Read counties, houses, codes, enrolling, house_keys, told_keys, habit, retiring, importing, sheets,
pages, changing_pages.
"""
