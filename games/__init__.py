"""The games: learning games for one to four children around one screen, which know no names.

Reading order: catalog.py (which games there are), contract.py (what the rules of a game are),
content.py (reads what it is made of), rounds.py (any round as JSON, and played again), learning.py
(how far a child has come, and the level that suits it), learner.py (the same while a game runs),
facts.py (which facts to ask next), mastery.py (how far that is in words), report.py (what a game
tells the house), bots.py (players without hands), errors.py, palette.py (the colours of the house),
languages.py (its languages), fonts.py (the files of their letters), words.py (what it says in
each), speech.py (its voice), pinyin.py (how its Chinese sounds), spelled.json (the same of
what every house says, written by kiosk.child.make_spelled), cli.py (`play`), stage/ (what every
game stands on), and a folder a game.
"""
