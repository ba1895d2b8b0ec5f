"""The counselor's own work.

Read case_records, cases, snoozes, activities, plans, questions.
"""
