"""Loopback endpoints for the hardware service and the screen.

Read mood, call, screen, leaving, desk, here, views; and beats, by which the page is known to be
alive.
"""
