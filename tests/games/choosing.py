"""One choice after another, to where they lead."""

from games.contract import AnyRound, Attempt, Choice, Rules


def after(rules: Rules, now: AnyRound, *choices: Choice) -> tuple[AnyRound, Attempt | None]:
    """Choose; tell how the round stands then, and what the last choice answered."""
    attempt = None
    for choice in choices:
        now, attempt = rules.answer(now, choice)
    return now, attempt
