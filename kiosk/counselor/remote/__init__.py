"""The panel on her own phone or laptop: what is set at the kiosk, and how a device is paired.

Read devices, pairing, pair, fingerprint.
"""
