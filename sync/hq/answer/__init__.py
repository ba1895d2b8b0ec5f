"""What goes down to the houses: messages, settings, the answers of experts.

Read post, training, message_form, recipients, message_pages, direction_form, direction_words,
direction_pages, consulting, panel_pages.
"""
