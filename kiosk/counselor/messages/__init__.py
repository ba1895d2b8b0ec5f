"""Messages of headquarters, and questions to the expert panel.

Read message_words, direction_words, pages, training, question_form, asking.
"""
