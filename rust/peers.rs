//! A crate for each of the peers: libraries behind the signatures of the katas. A feature of peers/Cargo.toml says which.
#![allow(non_snake_case)] // X, A, L: the mathematics keeps its letters
#![deny(unsafe_code)] // but for abi.rs, the border
#![deny(unsafe_op_in_unsafe_fn)]
#![allow(dead_code, unused_imports, unused_macros)] // a peer leaves things unused

#[allow(unsafe_code)]
mod abi;
mod matrix;
mod refusals;

#[cfg(feature = "faer")]
#[path = "peers/faer.rs"]
mod peer;

#[cfg(feature = "linfa")]
#[path = "peers/linfa.rs"]
mod peer;

use peer::dispatch;
