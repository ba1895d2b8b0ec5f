"""The counselor's panel on her own phone or laptop, over TLS on the house's network.

Read remote (what is on and who is let in), pairing, cookie, app (the
pages), listener, certificate.
"""
