"""The counselor's panel: her day's work, behind a passphrase.

Read views (every address), door, language, sentences, forms, fields; then the pages:
setup, keys, patience, today, board, children, consent, register, sheet, days, about.
"""
