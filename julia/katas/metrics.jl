# Regression and classification metrics — shared_tests/katas/metrics/README.md

"""
r = y − ŷ: mean rᵢ², its root, mean |rᵢ|, 1 − Σrᵢ²/Σ(yᵢ − ȳ)², max |rᵢ|
"""
function regression_metrics(y, ŷ)
    # y[n], yhat[n] -> mse, rmse, mae, r2, max_error
    not_implemented()
end

"""
counts of yᵢ, ŷᵢ = [scoreᵢ ≥ threshold], and their ratios, where 0/0 = 0
"""
function binary_metrics(y, score, threshold)
    # y[n]:int, score[n], threshold -> TN:int, FP:int, FN:int, TP:int, accuracy,
    # precision, recall, f1
    not_implemented()
end

"""
loss = −(1/n) Σᵢ [yᵢ ln pᵢ + (1 − yᵢ) ln(1 − pᵢ)]
"""
function log_loss(y, p)
    # y[n]:int, p[n] -> loss
    not_implemented()
end

"""
area = P(s⁺ > s⁻) + ½ P(s⁺ = s⁻), s⁺ and s⁻ the scores of labels 1 and 0
"""
function auc(y, score)
    # y[n]:int, score[n] -> area
    not_implemented()
end
