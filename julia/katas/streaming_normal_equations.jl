# Moments of chunks, merged, and ridge from them — shared_tests/katas/streaming_normal_equations/README.md

"""
mean = (1/n) Σᵢ aᵢ, S = Σᵢ (aᵢ − mean)(aᵢ − mean)ᵀ with aᵢ = (xᵢ, yᵢ)
"""
function moments(X, y)
    # X[n,p], y[n] -> n:int, mean[p+1], S[p+1,p+1]
    not_implemented()
end

"""
mean = mean_a + δ nb/n, S = S_a + S_b + δδᵀ na nb/n, δ = mean_b − mean_a
"""
function merge(na, mean_a, S_a, nb, mean_b, S_b)
    # na:int, mean_a[q], S_a[q,q], nb:int, mean_b[q], S_b[q,q] -> n:int, mean[q], S[q,q]
    not_implemented()
end

"""
w, b = argmin (1/2n)‖y − b − Xw‖² + (λ/2)‖w‖², sse = ‖y − b − Xw‖²
"""
function solve_moments(n, mean, S, λ)
    # n:int, mean[q], S[q,q], lam -> w[q-1], b, sse
    not_implemented()
end
