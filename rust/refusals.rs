//! Why a kata refuses to answer: `ensure!(d > 0.0, RankDeficient: "pivot {j} is {d:e}, not positive")`.

/// What a function returns that may refuse.
pub type Result<T, E = Refusal> = std::result::Result<T, E>;

/// Leave the function with a refusal of this kind, for this reason.
macro_rules! refuse {
    ($kind:ident, $($reason:tt)+) => {
        return Err(crate::refusals::Kind::$kind.because(format!($($reason)+)))
    };
}
pub(crate) use refuse;

/// Go on only if this holds; the reason says to a person what does not: "step is -1, not positive".
macro_rules! ensure {
    ($holds:expr, $kind:ident: $($reason:tt)+) => {
        // named, because a comparison with a NaN is false, and so is its contrary
        let holds: bool = $holds;
        if !holds {
            crate::refusals::refuse!($kind, $($reason)+)
        }
    };
}
pub(crate) use ensure;

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
