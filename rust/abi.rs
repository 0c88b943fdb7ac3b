//! The border: `kata_call` of kata.h, and the only unsafe code. It knows arrays, not katas.

use std::any::Any;
use std::cell::RefCell;
use std::ffi::CStr;
use std::os::raw::{c_char, c_void};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use crate::matrix::{Matrix, MatrixView};
use crate::refusals::Refusal;

const INT64: i32 = 1;
const BOOL: i32 = 2;
const NAME: i32 = 3;

/// How a call ends: a status of kata.h and its message.
pub struct CallStatus(i32, String);

pub const DONE: i32 = 0;
const NOT_IMPLEMENTED: i32 = 1;
const REFUSED: i32 = 2;
const WRONG_SHAPE: i32 = 3;
const CRASHED: i32 = 4;
const NO_SUCH_FUNCTION: i32 = 5;

#[repr(C)]
pub struct KataArray {
    data: *mut c_void,
    dtype: i32,
    rank: i32,
    shape: [i64; 2],
}

impl KataArray {
    fn len(&self) -> usize {
        self.shape[..self.rank as usize].iter().product::<i64>() as usize
    }

    fn slice<T>(&self) -> &[T] {
        if self.len() == 0 {
            return &[];
        }
        // SAFETY: the caller owns len() numbers of this type at data, as kata.h says.
        unsafe { std::slice::from_raw_parts(self.data.cast(), self.len()) }
    }

    fn expect(&self, dtype: &[i32], rank: i32) -> Result<&Self, CallStatus> {
        let fits = dtype.contains(&self.dtype) && self.rank == rank;
        let words = format!(
            "an input has dtype {} and rank {}, the function takes another",
            self.dtype, self.rank
        );
        if fits {
            Ok(self)
        } else {
            Err(CallStatus(CRASHED, words))
        }
    }

    /// Take over `values`; if their shape is not the expected one, say which it is.
    fn fill<T: Copy>(&mut self, values: &[T], shape: &[usize]) -> Result<(), CallStatus> {
        let expected = &self.shape[..self.rank as usize];
        if !shape.iter().map(|&n| n as i64).eq(expected.iter().copied()) {
            self.rank = shape.len() as i32;
            for (axis, &length) in shape.iter().enumerate() {
                self.shape[axis] = length as i64;
            }
            return Err(CallStatus(WRONG_SHAPE, String::new()));
        }
        // SAFETY: the caller owns as many numbers of this type at data as the shape says.
        unsafe { std::ptr::copy_nonoverlapping(values.as_ptr(), self.data.cast(), values.len()) };
        Ok(())
    }
}

// ---------------------------------------------------------------- inputs

pub trait Input<'a>: Sized {
    fn read(array: &'a KataArray) -> Result<Self, CallStatus>;
}

macro_rules! input {
    ($type:ty, $dtypes:expr, $rank:expr, $array:ident => $value:expr) => {
        impl<'a> Input<'a> for $type {
            fn read(array: &'a KataArray) -> Result<Self, CallStatus> {
                let $array = array.expect(&$dtypes, $rank)?;
                Ok($value)
            }
        }
    };
}

input!(f64, [0], 0, a => a.slice::<f64>()[0]);
input!(i64, [INT64], 0, a => a.slice::<i64>()[0]);
input!(bool, [BOOL], 0, a => a.slice::<i64>()[0] != 0);
input!(&'a str, [NAME], 1, a => std::str::from_utf8(a.slice()).unwrap_or_default());
input!(&'a [f64], [0], 1, a => a.slice());
input!(&'a [i64], [INT64], 1, a => a.slice());
input!(MatrixView<'a>, [0], 2, a => MatrixView::new(a.slice(), a.shape[0] as usize, a.shape[1] as usize));

/// An enumeration whose values come as names: `Loss { SquaredError = "squared_error", … }`.
macro_rules! enumeration {
    ($Enum:ident { $($Variant:ident = $name:literal),+ }) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $Enum {
            $($Variant),+
        }

        impl<'a> crate::abi::Input<'a> for $Enum {
            fn read(array: &'a crate::abi::KataArray) -> Result<Self, crate::abi::CallStatus> {
                match crate::abi::Input::read(array)? {
                    $($name => Ok($Enum::$Variant),)+
                    name => Err(crate::abi::no_such_name(name)),
                }
            }
        }
    };
}
pub(crate) use enumeration;

pub fn no_such_name(name: &str) -> CallStatus {
    CallStatus(CRASHED, format!("{name} is no value of an enumeration"))
}

// ---------------------------------------------------------------- outputs

/// One returned value.
trait Value {
    fn write(&self, array: &mut KataArray) -> Result<(), CallStatus>;
}

impl Value for f64 {
    fn write(&self, array: &mut KataArray) -> Result<(), CallStatus> {
        array.fill(&[*self], &[])
    }
}
impl Value for i64 {
    fn write(&self, array: &mut KataArray) -> Result<(), CallStatus> {
        array.fill(&[*self], &[])
    }
}
impl Value for Vec<f64> {
    fn write(&self, array: &mut KataArray) -> Result<(), CallStatus> {
        array.fill(self, &[self.len()])
    }
}
impl Value for Vec<i64> {
    fn write(&self, array: &mut KataArray) -> Result<(), CallStatus> {
        array.fill(self, &[self.len()])
    }
}
impl Value for Matrix {
    fn write(&self, array: &mut KataArray) -> Result<(), CallStatus> {
        array.fill(self.data(), &[self.rows(), self.cols()])
    }
}

/// Everything that a function returns: a value, a tuple of values, or a refusal.
pub trait IntoOutputs {
    fn write_outputs(self, outputs: &mut [KataArray]) -> Result<(), CallStatus>;
}

macro_rules! outcome {
    ($($value:ident $index:tt),+) => {
        impl<$($value: Value),+> IntoOutputs for ($($value,)+) {
            fn write_outputs(self, outputs: &mut [KataArray]) -> Result<(), CallStatus> {
                let count = [$($index),+].len();
                if outputs.len() != count {
                    return Err(CallStatus(WRONG_SHAPE, format!("{count} value(s) were returned")));
                }
                $(self.$index.write(&mut outputs[$index])?;)+
                Ok(())
            }
        }
    };
}

outcome!(A 0, B 1);
outcome!(A 0, B 1, C 2);
outcome!(A 0, B 1, C 2, D 3);
outcome!(A 0, B 1, C 2, D 3, E 4);
outcome!(A 0, B 1, C 2, D 3, E 4, F 5);
outcome!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
outcome!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);

impl<V: Value> IntoOutputs for V {
    fn write_outputs(self, outputs: &mut [KataArray]) -> Result<(), CallStatus> {
        match outputs {
            [output] => self.write(output),
            _ => Err(CallStatus(WRONG_SHAPE, "1 value was returned".into())),
        }
    }
}

impl<T: IntoOutputs> IntoOutputs for Result<T, Refusal> {
    fn write_outputs(self, outputs: &mut [KataArray]) -> Result<(), CallStatus> {
        match self {
            Ok(result) => result.write_outputs(outputs),
            Err(refusal) => Err(CallStatus(
                REFUSED,
                format!("{:?} {}", refusal.kind, refusal.reason),
            )),
        }
    }
}

// ---------------------------------------------------------------- functions

/// A function of any signature, called k times.
pub trait Function<'a, Signature> {
    fn call(
        &self,
        k: i64,
        inputs: &'a [KataArray],
        outputs: &mut [KataArray],
    ) -> Result<(), CallStatus>;
}

/// The same value, in a way that keeps the compiler from computing with it only once.
fn opaque<T: Copy>(value: T) -> T {
    // SAFETY: a reference to a local is valid and aligned.
    unsafe { std::ptr::read_volatile(&value) }
}

macro_rules! function {
    ($count:literal: $($input:ident $index:tt),+) => {
        impl<'a, F, R, $($input),+> Function<'a, ($($input,)+)> for F
        where
            F: Fn($($input),+) -> R,
            R: IntoOutputs,
            $($input: Input<'a> + Copy),+
        {
            fn call(&self, k: i64, inputs: &'a [KataArray], outputs: &mut [KataArray]) -> Result<(), CallStatus> {
                if inputs.len() != $count {
                    return Err(CallStatus(CRASHED, format!("{} inputs were given, the function takes {}", inputs.len(), $count)));
                }
                let arguments = ($($input::read(&inputs[$index])?,)+);
                for _ in 0..k {
                    self($(opaque(arguments.$index)),+).write_outputs(outputs)?;
                }
                Ok(())
            }
        }
    };
}

function!(1: A 0);
function!(2: A 0, B 1);
function!(3: A 0, B 1, C 2);
function!(4: A 0, B 1, C 2, D 3);
function!(5: A 0, B 1, C 2, D 3, E 4);
function!(6: A 0, B 1, C 2, D 3, E 4, G 5);
function!(7: A 0, B 1, C 2, D 3, E 4, G 5, H 6);
function!(8: A 0, B 1, C 2, D 3, E 4, G 5, H 6, I 7);
function!(9: A 0, B 1, C 2, D 3, E 4, G 5, H 6, I 7, J 8);
function!(10: A 0, B 1, C 2, D 3, E 4, G 5, H 6, I 7, J 8, K 9);
function!(11: A 0, B 1, C 2, D 3, E 4, G 5, H 6, I 7, J 8, K 9, L 10);
function!(12: A 0, B 1, C 2, D 3, E 4, G 5, H 6, I 7, J 8, K 9, L 10, M 11);
function!(13: A 0, B 1, C 2, D 3, E 4, G 5, H 6, I 7, J 8, K 9, L 10, M 11, N 12);

pub fn call<'a, S>(
    function: impl Function<'a, S>,
    k: i64,
    inputs: &'a [KataArray],
    outputs: &mut [KataArray],
) -> Result<(), CallStatus> {
    function.call(k, inputs, outputs)
}

pub fn no_such_function() -> Result<(), CallStatus> {
    Err(CallStatus(
        NO_SUCH_FUNCTION,
        "katas.rs lists the functions.".into(),
    ))
}

/// `[module] function …` is the table of functions.
macro_rules! functions {
    ($([$($module:tt)+] $function:ident)+) => {
        pub fn dispatch(
            name: &str, k: i64, inputs: &[crate::abi::KataArray], outputs: &mut [crate::abi::KataArray],
        ) -> Result<(), crate::abi::CallStatus> {
            match name {
                $(stringify!($function) => crate::abi::call($($module)+::$function, k, inputs, outputs),)+
                _ => crate::abi::no_such_function(),
            }
        }
    };
    ($($function:ident),+ $(,)?) => {
        crate::abi::functions! { $([self] $function)+ }
    };
}
pub(crate) use functions;

// ---------------------------------------------------------------- the two entry points

thread_local! {
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

fn remember_where_it_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let default = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if std::env::var_os("RUST_BACKTRACE").is_some() {
                default(info);
            }
            let place = info
                .location()
                .map(|at| format!("{}:{}", at.file(), at.line()));
            PLACE.with(|p| *p.borrow_mut() = place.unwrap_or_default());
        }));
    });
}

fn panicked(payload: Box<dyn Any + Send>) -> CallStatus {
    let words = payload.downcast_ref::<&str>().map(|s| s.to_string());
    let words = words
        .or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "a value that is no text".into());
    if words.starts_with("not yet implemented") || words.starts_with("not implemented") {
        return CallStatus(NOT_IMPLEMENTED, words);
    }
    CallStatus(
        CRASHED,
        format!("{}: panic: {words}", PLACE.with(|p| p.take())),
    )
}

/// The words, cut between two characters to what has room, and a final 0.
fn copy(words: &str, message: &mut [u8]) {
    let mut room = words.len().min(message.len() - 1);
    while !words.is_char_boundary(room) {
        room -= 1;
    }
    message[..room].copy_from_slice(&words.as_bytes()[..room]);
    message[room] = 0;
}

/// SAFETY: the pointers are those of kata.h, valid during the call.
#[no_mangle]
pub unsafe extern "C" fn kata_repeat(
    k: i64,
    name: *const c_char,
    inputs: *const KataArray,
    n_inputs: i32,
    outputs: *mut KataArray,
    n_outputs: i32,
    message: *mut c_char,
    message_capacity: i32,
) -> i32 {
    remember_where_it_panics();
    // SAFETY: as promised by the caller.
    let (name, inputs, outputs, message) = unsafe {
        (
            CStr::from_ptr(name).to_str().unwrap_or_default(),
            std::slice::from_raw_parts(inputs, n_inputs as usize),
            std::slice::from_raw_parts_mut(outputs, n_outputs as usize),
            std::slice::from_raw_parts_mut(message.cast::<u8>(), message_capacity as usize),
        )
    };
    let call = AssertUnwindSafe(|| crate::dispatch(name, k, inputs, outputs));
    let end = panic::catch_unwind(call).unwrap_or_else(|payload| Err(panicked(payload)));
    let CallStatus(status, words) = end.err().unwrap_or(CallStatus(DONE, String::new()));
    copy(&words, message);
    status
}

/// SAFETY: the pointers are those of kata.h, valid during the call.
#[no_mangle]
pub unsafe extern "C" fn kata_call(
    name: *const c_char,
    inputs: *const KataArray,
    n_inputs: i32,
    outputs: *mut KataArray,
    n_outputs: i32,
    message: *mut c_char,
    message_capacity: i32,
) -> i32 {
    // SAFETY: as promised by the caller.
    unsafe {
        kata_repeat(
            1,
            name,
            inputs,
            n_inputs,
            outputs,
            n_outputs,
            message,
            message_capacity,
        )
    }
}
