"""Julia functions that go wrong: animal → (function, its body)."""

ANIMALS = {
    "segfault": ("compensated_sum", "unsafe_load(Ptr{Float64}(8))"),
    "abort": ("mean_var", "ccall(:abort, Cvoid, ())"),
    "stack overflow": ("covariance", "1 .+ covariance(X, ddof)"),
    "endless loop": ("forward_substitution", "while true\n    end"),
    "endless allocation": (
        "back_substitution",
        "kept = []\n    while true\n        push!(kept, ones(1 << 22))\n    end",
    ),
    "exit": ("fit_line", "exit(0)"),
    "flood": ("one_hot", 'while true\n        println("and on it goes")\n    end'),
    "mutation": ("predict", "X[1, 1] += 1; X * w"),
    "NaN": ("predict_line", "NaN .* x"),
    "exception": ("merge_moments", "Float64[][3]"),
    "wrong shape": ("polynomial_features", "zeros(1, 1)"),
    "wrong type": ("interaction_features", '"a string"'),
    "wrong refusal": ("unstandardize", 'throw(RankDeficient("no reason"))'),
}
SYNTAX_ERROR = "return (("
