"""The box around the screen: clock, health and card of the machine.

Read clock, health, card, network.
"""
