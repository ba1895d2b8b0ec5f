"""Who may open the panel.

Read setup, connect, bring_back, keys, patience; holders, holder_forms.
"""
