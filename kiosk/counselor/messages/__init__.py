"""Messages of headquarters, and questions to the expert panel.

Read message_words, pages, question_form, asking.
"""
