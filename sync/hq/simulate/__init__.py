"""Houses that are not there: they live plausible months, and send real envelopes over real HTTP.

What they live is pure and follows from a seed; their keys are drawn as real ones are. Each bears
模拟 in its name and an id that begins with sim-, so that nobody takes it for a house.

Read seasons, roads, plan, living, monthly, telling, then wire, card, invented, driven, staging,
troupe, playing.
"""
