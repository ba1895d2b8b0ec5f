"""The counselor's panel: her day's work, behind a passphrase.

Read views (every address), door, language, sentences, words, forms, fields; then the pages:
harm; setup, keys, patience, today, board, concern_words, concerns, roll_call, away, away_forms,
children, find_form, readings, child_form, over_time, code, tags, household, case_words, case_forms,
cases, call_form, calls, consent, consent_form, visits, visit_forms, paper, activity_form,
activities; file_kinds, files, workbook, sheet, register, indicator_words, house_month, days;
copies, copy_sheet, copy_words, sealed_zip, erase; upkeep and its rooms: house_rules,
house_rules_form, numbers, numbers_form, concern_rules, concern_rules_form, date, date_form,
backups, notices, holders, holder_forms, recordings, recorder, wordings, categories, circles,
retention, audit; handbook, about.
"""
