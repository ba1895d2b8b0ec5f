"""The counselor's panel: her day's work, behind a passphrase.

Read views (every address), door, language, sentences, words, forms, fields, times; then the
pages: setup, keys, patience, today, board, children, child_form, consent, consent_form,
visits, visit_forms, paper, copies, copy_sheet, copy_words, sealed_zip, erase, register,
sheet, days, upkeep, retention, audit, about.
"""
