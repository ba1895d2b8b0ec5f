"""Headquarters: a Flask app of its own that receives from every house and shows what it received.

Reading order: config, errors, schema, database, keyring, codes, counties, house_keys, houses,
accounts, passwords, setup; receiving: enrolling, judge, ledger, days, months, post (messages
down), consulting (the expert panel), told_keys, receive, catching_up, stick, confirming, limits,
wire; showing: landing, board, habit, charts, atlas, sums, headquarters, audit, second_factor,
signin, second_pages, pages, account_pages, message_pages, direction_words, direction_form,
direction_pages, panel_pages, looks, app; running: server, commands, cli.
"""
