"""How headquarters answers, in one process: many callers wait in one loop, a few threads work.

In reading order: answering (begins, and ends without cutting anybody off), acceptor (lets callers
in), connection (speaks with one), asgi (takes a request in whole, and lets the app answer),
gathering (all that is being said, within one bound of memory), short_way (what houses send, without
the app), delivering (what threads did, for the loop).
"""
