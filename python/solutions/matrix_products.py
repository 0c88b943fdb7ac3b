"""Dot, matrix–vector, matrix–matrix, Gram — shared_tests/katas/matrix_products/README.md"""

import numpy as np


def dot(x, y):
    """s = Σᵢ xᵢ yᵢ"""
    return (x * y).sum()


def matvec(A, x):
    """y = A x"""
    # yᵢ = Σⱼ aᵢⱼ xⱼ
    return (A * x).sum(axis=1)


def rmatvec(A, y):
    """x = Aᵀ y"""
    # x = Σᵢ yᵢ (row i of A)
    return (A * y[:, None]).sum(axis=0)


def matmul(A, B):
    """C = A B"""
    # row i of C = Σₗ aᵢₗ (row l of B)
    C = np.empty((len(A), B.shape[1]))
    for i, a in enumerate(A):
        C[i] = rmatvec(B, a)
    return C


def gram(X):
    """G = XᵀX"""
    p = X.shape[1]
    G = np.empty((p, p))
    for j in range(p):
        # gₖⱼ = gⱼₖ = xⱼᵀxₖ for k ≥ j
        G[j, j:] = G[j:, j] = rmatvec(X[:, j:], X[:, j])
    return G
