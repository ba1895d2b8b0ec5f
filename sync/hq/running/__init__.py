"""How headquarters runs: one process, or several behind one address, and how it is.

In reading order: foundations (what it stands on), listening (the address), notify (what systemd
hears), worker (one of several, as its parent sees it), parent (starts, replaces and ends them),
opening (the database, where it comes later), apology (what is said meanwhile), counts and
this_minute (what the limits have counted), own_network (who may see what follows), health, standing
(how the houses are), registry and tally (what one process counts), metrics (what monitoring reads).
How a process answers stands in front.
"""
