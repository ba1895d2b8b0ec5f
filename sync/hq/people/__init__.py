"""Who may look: accounts, signing in, second factors, and what people did.

Read accounts, passwords, signin, scope, second_factor, second_pages, account_pages, audit.
"""
