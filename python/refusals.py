"""Why a kata refuses to answer: raise RankDeficient("pivot 3 is 1e-17")."""


class Refusal(ValueError):
    """A clear refusal of bad input, instead of a wrong answer."""


class InvalidParameter(Refusal):
    """A scalar or an index lies outside its stated range."""


class InvalidLabel(Refusal):
    """A label lies outside its domain."""


class NotPositiveDefinite(Refusal):
    """A symmetric matrix has a pivot that is not positive."""


class RankDeficient(Refusal):
    """The columns are linearly dependent, to working precision."""


class NoFiniteOptimum(Refusal):
    """The infimum is not attained."""


class NotConverged(Refusal):
    """The stopping rule was not met, or the iterates left the finite numbers."""
