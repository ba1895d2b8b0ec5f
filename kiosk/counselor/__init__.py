"""The counselor's panel: her day's work, behind a passphrase.

Read views (every address), rail, leafing, door, language, sentences, words, said_elsewhere (of
other rooms, for the catalogs), picture_words, stylesheets, forms, shown_form, fields, make_pinyin
(of what the keys on the screen write Chinese); then the rooms, as she goes through them: access,
day, children, casework, messages, sheets, sending, rights, remote, upkeep, help.
"""
