//! The crate of all katas. A kata's file is katas/<name>.rs; katas.rs lists them.
#![allow(non_snake_case)] // X, A, L: the mathematics keeps its letters
#![allow(clippy::type_complexity, clippy::too_many_arguments)] // the signature is the kata's
#![allow(clippy::needless_range_loop)] // aᵢⱼ is a[i][j], as in the formula
#![deny(unsafe_code)] // but for abi.rs, the border
#![deny(unsafe_op_in_unsafe_fn)]
#![allow(dead_code, unused_imports, unused_variables)] // a stub leaves things unused

#[allow(unsafe_code)]
mod abi;
mod katas;
mod matrix;
mod refusals;

/// What every kata begins with.
mod prelude {
    pub use crate::katas::enumerations::*;
    pub use crate::matrix::*;
    pub(crate) use crate::refusals::*;
}

use katas::dispatch;
