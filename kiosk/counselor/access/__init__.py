"""Who may open the panel.

Read setup, bring_back, keys, patience; holders, holder_forms.
"""
