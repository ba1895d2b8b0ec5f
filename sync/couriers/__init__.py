"""The ways by which the same bytes travel.

Read http (with meter, trust, line and retry_after, which it stands on), usb, qr.
"""
