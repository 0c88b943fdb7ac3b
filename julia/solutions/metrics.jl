# Regression and classification metrics — shared_tests/katas/metrics/README.md

function _check_labels(y)
    i = findfirst(label -> label != 0 && label != 1, y)
    isnothing(i) || throw(InvalidLabel("label $(y[i]), it must be 0 or 1"))
end

"""
r = y − ŷ: mean rᵢ², its root, mean |rᵢ|, 1 − Σrᵢ²/Σ(yᵢ − ȳ)², max |rᵢ|
"""
function regression_metrics(y, ŷ)
    r, n = y - ŷ, length(y)
    mse, largest = sum(abs2, r) / n, maximum(abs, r)
    # a constant y leaves nothing to explain, whatever rounding makes of ȳ
    constant = minimum(y) == maximum(y)
    r2 = constant ? Float64(largest == 0) : 1 - mse / mean_var(y, 0)[2]
    return mse, sqrt(mse), sum(abs, r) / n, r2, largest
end

"""
counts of yᵢ, ŷᵢ = [scoreᵢ ≥ threshold], and their ratios, where 0/0 = 0
"""
function binary_metrics(y, score, threshold)
    _check_labels(y)
    # the pair (y, ŷ) is the binary number 2y + ŷ
    cell = 2y + (score .>= threshold)
    TN, FP, FN, TP = (count(==(k), cell) for k in 0:3)
    ratio(part, whole) = part / max(whole, 1)
    # 2PR/(P + R) with P = TP/(TP + FP) and R = TP/(TP + FN)
    f1 = ratio(2TP, 2TP + FP + FN)
    accuracy = ratio(TN + TP, length(y))
    return TN, FP, FN, TP, accuracy, ratio(TP, TP + FP), ratio(TP, TP + FN), f1
end

"""
loss = −(1/n) Σᵢ [yᵢ ln pᵢ + (1 − yᵢ) ln(1 − pᵢ)]
"""
function log_loss(y, p)
    i = findfirst(pᵢ -> !(0 < pᵢ < 1), p)
    isnothing(i) || throw(InvalidParameter("a probability is $(p[i]), not in (0, 1)"))
    _check_labels(y)
    # 1 − p forgets a small p, log1p does not
    return -sum(yᵢ == 1 ? log(pᵢ) : log1p(-pᵢ) for (yᵢ, pᵢ) in zip(y, p)) / length(y)
end

"""
area = P(s⁺ > s⁻) + ½ P(s⁺ = s⁻), s⁺ and s⁻ the scores of labels 1 and 0
"""
function auc(y, score)
    _check_labels(y)
    positive, negative = score[y .== 1], sort(score[y .== 0])
    pairs = length(positive) * length(negative)
    pairs == 0 && throw(InvalidLabel("every label is $(y[1]): no two to compare"))
    # below s⁺, and not above it: a pair in order counts twice, a tie once
    ties = (searchsorted(negative, s, lt = <) for s in positive)
    return sum(first(t) - 1 + last(t) for t in ties) / 2pairs
end
