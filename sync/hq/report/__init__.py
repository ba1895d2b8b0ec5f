"""Reports of a month, a quarter or a year: to print, to reckon with, to hand on.

Read indicators, gathering, fingerprint, tidy, workbook, paper, words; then making (one
report as one file) and pages.
"""
