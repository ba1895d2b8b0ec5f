"""A child's page, and what is told on it.

Read pages, find_form, readings, child_form; over_time, mastery_words, skill_words, visits,
visit_forms, household; code, tags.
"""
