"""The box around the screen: what the machine tells of itself, and the parts on its pins.

First errors and language (its words). Of itself: clock, health, card, supply, chip, network,
screen, touch, units. Of the parts: pins, parts, rhythms, held, attendant (all that decides), then
asking, telling, messenger, edges, box, service, notify, said (all that does), and results, check,
inside, checking, wires, drawing, board/, cli for people; backlight for the house; display/ for the
page on the screen; alone, spared, patterns and __main__ keep small what is loaded and stays in
memory.
"""
