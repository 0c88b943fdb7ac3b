# Moments of chunks, merged, and ridge from them — shared_tests/katas/streaming_normal_equations/README.md

"""
mean = (1/n) Σᵢ aᵢ, S = Σᵢ (aᵢ − mean)(aᵢ − mean)ᵀ with aᵢ = (xᵢ, yᵢ)
"""
function moments(X, y)
    # y is one column more
    Ac, _, mean, _ = center([X y], y)
    return length(y), mean, gram(Ac)
end

"""
mean = mean_a + δ nb/n, S = S_a + S_b + δδᵀ na nb/n, δ = mean_b − mean_a
"""
function merge(na, mean_a, S_a, nb, mean_b, S_b)
    min(na, nb) < 0 && throw(InvalidParameter("counts $na and $nb: one is negative"))
    # the moments of nothing say nothing
    na == nb == 0 && return 0, zero(mean_a), zero(S_a)
    na == 0 && return nb, copy(mean_b), copy(S_b)
    nb == 0 && return na, copy(mean_a), copy(S_a)
    # Σ (a − m)(a − m)ᵀ over part a is S_a + na (m − mean_a)(m − mean_a)ᵀ; so over b
    n, δ = na + nb, mean_b - mean_a
    share = nb / n
    return n, mean_a + share * δ, S_a + S_b + na * share * (δ * δ')
end

"""
w, b = argmin (1/2n)‖y − b − Xw‖² + (λ/2)‖w‖², sse = ‖y − b − Xw‖²
"""
function solve_moments(n, mean, S, λ)
    p = length(mean) - 1
    if n < 1 || λ < 0
        throw(InvalidParameter("n is $n and lam $λ: one is too small"))
    end
    # n centred rows span n − 1 dimensions at most
    λ == 0 && n <= p && throw(RankDeficient("$n rows for $p slopes and an intercept"))
    # ∂J/∂b = 0, so b = ȳ − x̄ᵀw; then n∇J = (S_xx + nλI) w − S_xy = 0
    w = try
        cholesky_solve(S[1:p, 1:p] + n * λ * I, S[1:p, end])
    catch refusal
        refusal isa NotPositiveDefinite || rethrow()
        throw(RankDeficient("the columns are dependent: $(refusal.message)"))
    end
    # yᵢ − b − xᵢᵀw = vᵀ(aᵢ − mean), so the sum of the squares is vᵀSv
    v = [-w; 1]
    return w, mean[end] - dot(mean[1:p], w), dot(v, S * v)
end
