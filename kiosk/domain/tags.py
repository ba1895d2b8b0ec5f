"""Tags: an RFID or barcode card that types its number like a keyboard. Who has it, is let in."""

SHORTEST, LONGEST = 4, 64


def number_of(typed: str) -> str:
    """Tell the number that a reader typed, alike for every reader; empty where it is none.

    Readers differ in capitals, spaces and hyphens; letters and digits are the number.
    """
    number = "".join(one for one in typed.upper() if one.isascii() and one.isalnum())
    return number if SHORTEST <= len(number) <= LONGEST else ""
