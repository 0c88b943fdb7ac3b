"""The words of C++ that name nothing else."""

KEYWORDS = """
alignas alignof and and_eq asm auto bitand bitor bool break case catch char char8_t char16_t char32_t class
co_await co_return co_yield compl concept const const_cast consteval constexpr constinit continue decltype
default delete do double dynamic_cast else enum explicit export extern false float for friend goto if inline
int long mutable namespace new noexcept not not_eq nullptr operator or or_eq private protected public register
reinterpret_cast requires return short signed sizeof static static_assert static_cast struct switch template
this thread_local throw true try typedef typeid typename union unsigned using virtual void volatile wchar_t
while xor xor_eq
assert errno linux unix NULL EOF NAN INFINITY HUGE_VAL I kata std
"""
# functions of <cmath>, <cstdlib> and <algorithm> that stand in a kata file's scope too
IN_SCOPE = """
main abs acos acosh asin asinh atan atan2 atanh cbrt ceil copysign cos cosh div drem erf erfc exp exp2 expm1
fabs fdim floor fma fmax fmin fmod frexp gamma hypot ilogb j0 j1 jn labs ldexp lgamma log log10 log1p log2
logb lrint lround modf nan nearbyint nextafter pow pow10 rand random remainder remquo rint round scalbn
significand sin sincos sinh sqrt tan tanh tgamma trunc y0 y1 yn exit abort free malloc
not_implemented refuse size_t int64_t
"""
