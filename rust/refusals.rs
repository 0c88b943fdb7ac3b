//! Why a kata refuses to answer: `Err(RankDeficient.because("pivot 3 is 1e-17"))`.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A scalar or an index lies outside its stated range.
    InvalidParameter,
    /// A label lies outside its domain.
    InvalidLabel,
    /// A symmetric matrix has a pivot that is not positive.
    NotPositiveDefinite,
    /// The columns are linearly dependent, to working precision.
    RankDeficient,
    /// The infimum is not attained.
    NoFiniteOptimum,
    /// The stopping rule was not met, or the iterates left the finite numbers.
    NotConverged,
}

/// A clear refusal of bad input, instead of a wrong answer.
#[derive(Clone, Debug)]
pub struct Refusal {
    pub kind: Kind,
    pub reason: String,
}

impl Kind {
    pub fn because(self, reason: impl Into<String>) -> Refusal {
        Refusal {
            kind: self,
            reason: reason.into(),
        }
    }
}
