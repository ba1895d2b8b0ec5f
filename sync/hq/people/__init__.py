"""Who may look: accounts, signing in, second factors, and what people did.

Read accounts, passwords, sessions, cookie, tries, trying, signin, written, access, scope,
second_factor, sign_in_pages, second_pages, own_pages, account_pages, audit, audit_pages.
"""
