"""Loopback endpoints for the hardware service and the screen.

Read views.
"""
