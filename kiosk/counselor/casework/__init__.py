"""Follow-ups, services, home visits, risk levels; whom to call when harm is suspected.

Read case_words, case_forms, cases, handover; harm, call_form, calls.
"""
