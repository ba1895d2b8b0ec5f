"""The ways by which the same bytes travel.

Read http (with meter, trust, line and retry_after, which it stands on), apart (the same from a
process of its own, which __main__ is), usb, qr.
"""
