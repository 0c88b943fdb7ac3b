"""Rust functions that go wrong: animal → (function, its body)."""

ANIMALS = {
    "segfault": (
        "compensated_sum",
        "#[allow(unsafe_code)]\n    unsafe { std::ptr::read_volatile(8 as *const f64) }",
    ),
    "abort": ("mean_var", "std::process::abort()"),
    "stack overflow": (
        "covariance",
        """\
    let page = std::hint::black_box([1u8; 4096]);
    let mut C = covariance(X, ddof)?;
    C[(0, 0)] += page[0] as f64;
    Ok(C)""",
    ),
    "endless loop": ("forward_substitution", "loop { std::hint::black_box(()) }"),
    "endless allocation": (
        "back_substitution",
        "let mut kept = vec![];\n    loop { kept.push(vec![1.0; 1 << 22]); }",
    ),
    "exit": ("fit_line", "std::process::exit(0)"),
    "flood": ("one_hot", 'loop { println!("and on it goes"); }'),
    "mutation": (
        "predict",
        """\
    #[allow(unsafe_code)]
    unsafe { *X.data().as_ptr().cast_mut() += 1.0 };
    vec![0.0; X.rows()]""",
    ),
    "NaN": ("predict_line", "vec![f64::NAN; x.len()]"),
    "exception": ("merge_moments", "let none = vec![0.0; 0]; Ok((na, none[3], 0.0))"),
    "wrong shape": ("polynomial_features", "Ok(Matrix::zeros(1, 1))"),
    "wrong refusal": (
        "unstandardize",
        'Err(crate::refusals::Kind::RankDeficient.because("no reason"))',
    ),
}
SYNTAX_ERROR = "let = ((;"
