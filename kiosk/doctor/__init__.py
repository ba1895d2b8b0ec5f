"""Examines the machine and the house on it, and says in plain words how it is; changes nothing.

Read language and findings, then a file for each part: clock, power, card, memory, screen, sound,
letters, pins, browser, services, records, backups, sending, program; parts lists them all, and
examination goes through the list, page writes it down; guessing measures what a passphrase holds.
"""
