"""The ways by which the same bytes travel.

Read http (with meter, trust and line, which it stands on), usb, qr.
"""
