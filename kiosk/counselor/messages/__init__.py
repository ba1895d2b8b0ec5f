"""Messages of headquarters, and questions to the expert panel.

Read message_words, direction_words, pages, question_form, asking.
"""
