"""The words of Rust that name nothing else."""

KEYWORDS = """
abstract as async await become box break const continue crate do dyn else enum extern false final fn for gen
if impl in let loop macro match mod move mut override priv pub ref return self Self static struct super trait
true try type typeof union unsafe unsized use virtual where while yield
"""
# the primitive types, the prelude's functions, and the modules beside those of the katas
IN_SCOPE = """
bool char str f32 f64 i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize drop main core std alloc test
prelude dispatch
"""
