"""Today and its work.

Read today, board, concern_words, concerns, roll_call, paper, away, away_forms; activities,
activity_form, plan_form, plans; days.
"""
