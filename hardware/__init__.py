"""The box around the screen: clock and health of the machine.

Read clock, health, network.
"""
