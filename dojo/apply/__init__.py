"""A learner's own kata on any table: read it, prepare it, fit, certify, report, predict.

source → dialect → table → values → columns → recipe        what the file says, and every decision in a sentence
recipe → split, features → models → fit → report, store     what the kata makes of it
"""


class Unusable(ValueError):
    """What stands in the way, in one sentence, and the way out in another."""
