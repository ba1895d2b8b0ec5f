"""The counselor's panel: her day's work, behind a passphrase.

Read views (every address), door, language, sentences, words, forms, fields; then the pages: setup,
keys, patience, today, board, concern_words, concerns, away, away_forms, children, child_form,
code, tags, household, case_words, case_forms, cases, consent, consent_form, visits, visit_forms,
paper, activity_form, activities, register, sheet, days; copies, copy_sheet, copy_words,
sealed_zip, erase; upkeep and its rooms: house_rules, house_rules_form, concern_rules,
concern_rules_form, date, date_form, backups, notices, holders, holder_forms, recordings, recorder,
wordings, categories, circles, retention, audit; about.
"""
