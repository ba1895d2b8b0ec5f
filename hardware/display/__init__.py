"""What puts the house's page on the screen and keeps it there.

Of what is set: errors, settings, flags, policy, keys, brands. What decides, pure: pages, watch,
pauses. What does: turning, compositor, wire, browser, pulse, service; __main__ by itself.
"""
