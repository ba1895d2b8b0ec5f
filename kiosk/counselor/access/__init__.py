"""Who may open the panel.

Read setup, keys, patience; holders, holder_forms.
"""
