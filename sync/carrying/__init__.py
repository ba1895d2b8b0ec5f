"""How the house's letters go: one step after another, as cheaply as the village's network allows.

Read road (how the house gets out; road_options for a command), halving (of what is refused as one),
tries (what is noted of them), step, budget (what a month may cost), network, bell (what wakes the
agent), stint (steps over one connection).
"""
