"""A learner's own kata on any table: read it, prepare it, fit, certify, report, predict.

source → dialect → table → values → columns → recipe        what the file says, and every decision in a sentence
recipe → split, features → models → fit → report, store     what the kata makes of it
"""


class Unusable(ValueError):
    """What stands in the way, in one sentence, and the way out in another."""


def counted(count: int, thing: str = "row") -> str:
    """ "1 row", "2 rows"."""
    return f"{count} {thing}{'' if count == 1 else 's'}"


def rows_have(count: int) -> str:
    """ "1 row has", "2 rows have"."""
    return f"{counted(count)} {'has' if count == 1 else 'have'}"
