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

# what does not keep to the border between a kata and its grader
C = """\
    #[allow(unsafe_code)]
    extern "C" {
        fn close(fd: i32) -> i32;
        fn write(fd: i32, data: *const u8, size: usize) -> isize;
        fn fork() -> i32;
        fn setsid() -> i32;
        fn wait(status: *mut i32) -> i32;
        fn pause() -> i32;
        fn _exit(code: i32) -> !;
        fn kill(pid: i32, sign: i32) -> i32;
        fn getppid() -> i32;
        fn fesetround(mode: i32) -> i32;
        fn ualarm(first: u32, next: u32) -> u32;
    }
"""


def unsafe(words):
    return f"{C}    #[allow(unsafe_code)]\n    unsafe {{ {words} }};\n"


HOSTILE = {
    "closed descriptors": (
        "sgd",
        unsafe("for fd in 3..256 { close(fd); }") + "    loop {}",
    ),
    "garbage": (
        "adagrad",
        unsafe('for fd in 3..64 { write(fd, b"abcdefgh".as_ptr(), 8); }')
        + "    Ok((w0.to_vec(), vec![0.0; iters as usize + 1]))",
    ),
    "half a message": (
        "rmsprop",
        unsafe('for fd in 3..64 { write(fd, b"kataxyz".as_ptr(), 7); }')
        + "    loop {}",
    ),
    "answers twice": (
        "adam",
        unsafe("fork();") + "    Ok((w0.to_vec(), vec![0.0; iters as usize + 1]))",
    ),
    "leaves a process": (
        "heavy_ball",
        unsafe("if fork() == 0 { loop { pause(); } }")
        + "    Ok((w0.to_vec(), vec![0.0; iters as usize + 1]))",
    ),
    "leaves a daemon": (
        "nesterov",
        unsafe(
            "if fork() == 0 { setsid(); if fork() == 0 { loop { pause(); } } _exit(0) } "
            "wait(std::ptr::null_mut());"
        )
        + "    Ok((w0.to_vec(), vec![0.0; iters as usize + 1]))",
    ),
    "sleeps": (
        "median",
        "loop { std::thread::sleep(std::time::Duration::from_secs(1000)); }",
    ),
    "ends its watcher": (
        "theil_sen",
        unsafe("kill(getppid(), 9); pause();") + "    Ok((0.0, 0.0))",
    ),
    "its children eat memory": (
        "svd",
        unsafe(
            "if fork() == 0 { std::mem::forget(vec![1.0; 1 << 27]); } loop { pause(); }"
        )
        + '    Err(crate::refusals::Kind::NotConverged.because(""))',
    ),
}
HARMLESS = {
    "a file of 2 MiB": (
        "soft_threshold",
        """\
    let path = std::env::temp_dir().join(format!("{}", std::process::id()));
    std::fs::write(&path, vec![0u8; 2 << 20]).unwrap();
    std::fs::remove_file(&path).unwrap();""",
    ),
    "rounding mode": ("prox_elastic_net", unsafe("fesetround(0x400);")),
    "alarm": ("project_l1_ball", unsafe("ualarm(50000, 0);")),
    "folder and environment": (
        "gaussian_loglik",
        'std::env::set_current_dir("/").unwrap();',
    ),
    "stops its watcher": ("softplus", unsafe("kill(getppid(), 19);")),
}

# kata files that solve in the lines which are numbered, and some that do not
SOLVES = [
    ("use nalgebra::DMatrix;", [1]),
    ("\npub use ndarray::Array2;", [2]),
    ("use ::faer::Mat;", [1]),
    ("use {linfa::Dataset};", [1]),
    ("extern crate nalgebra;", [1]),
    ("/* a /* b */ c */ use nalgebra as na;", [1]),
    ("let w = nalgebra::linalg::LU::new(a).solve(&b);", [1]),
]
MULTIPLIES = [
    "let L = cholesky(A)?;",
    "// use nalgebra::DMatrix;",
    "/* a /* b */\nuse nalgebra::DMatrix; */",
    'let s = "use nalgebra::DMatrix;";',
    'let s = r#"a " use nalgebra::x"#;',
    "fn f<'a>(x: &'a [f64]) -> char { '\"' } // \"\nuse crate::prelude::*;",
    "/// nalgebra::DMatrix does that\nuse super::cholesky_solve::cholesky_solve;",
]
