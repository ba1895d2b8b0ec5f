"""Sheets for the printer, and as files.

Read file_kinds, sheet, workbook, files; register; indicator_words, house_month.
"""
