"""Headquarters: a Flask app of its own that receives from every house and shows what it received.

Rooms, in reading order: store (the database), register (which houses there are), receive (what
they send), told (their days and months), standards (which they should reach), see (how they do),
report (what is handed on), answer (what goes down to them), people (who may look), backup (all of
it in one file, and back), simulate (houses that are not there), commands. Between them: config,
errors, month_dates, owner, keyring, setup, headquarters (what every view works with), limits,
words, looks, templating, app (wires all of it together), server, front (where callers wait),
running (in one process or several), cli.
"""
