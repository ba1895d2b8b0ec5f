"""The ways by which the same bytes travel.

Read http, usb, qr.
"""
