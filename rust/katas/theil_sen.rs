//! Theil sen — shared_tests/katas/theil_sen/README.md

use crate::prelude::*;

/// one line: what is returned, in the notation of shared_tests/README.md
pub fn median(x: &[f64]) -> Answer<f64> {
    todo!()
}

/// one line: what is returned, in the notation of shared_tests/README.md
pub fn theil_sen(x: &[f64], y: &[f64]) -> Answer<(f64, f64)> {
    todo!()
}
