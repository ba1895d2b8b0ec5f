"""How headquarters runs: one process, or several behind one address.

In reading order: listening (the address), answering (one process), notify (what systemd hears),
worker (one of several, as its parent sees it), parent (starts, replaces and ends them), counts
(what the limits have counted).
"""
