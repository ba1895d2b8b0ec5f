"""The house itself: what the counselor sets and looks after.

Read pages; house_rules, house_rules_form, numbers, numbers_form, concern_rules,
concern_rules_form; date, date_form; screen; box; switch_off; backups, notices;
recordings, recorder, wordings; categories, circles; about.
"""
