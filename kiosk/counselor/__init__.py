"""The counselor's panel: her day's work, behind a passphrase.

Read views (every address), door, language, sentences, words, forms, fields; then the
pages: setup, keys, patience, today, board, children, child_form, consent, consent_form,
register, sheet, days, upkeep, date, date_form, about.
"""
