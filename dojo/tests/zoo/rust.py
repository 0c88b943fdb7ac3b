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
    let page = [ddof as u8; 4096];
    let mut C = covariance(X, ddof)?;
    C[(0, 0)] += page[X.rows()] as f64;
    Ok(C)""",
    ),
    "endless loop": ("forward_substitution", "loop {}"),
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
    unsafe { *(X.data().as_ptr() as *mut f64) += 1.0 };
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
