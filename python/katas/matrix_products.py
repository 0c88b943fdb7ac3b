"""Dot, matrix–vector, matrix–matrix, Gram — shared_tests/katas/matrix_products/README.md"""

import numpy as np


def dot(x, y):
    """s = Σᵢ xᵢ yᵢ"""
    # x[n], y[n] -> s
    raise NotImplementedError


def matvec(A, x):
    """y = A x"""
    # A[m,k], x[k] -> y[m]
    raise NotImplementedError


def rmatvec(A, y):
    """x = Aᵀ y"""
    # A[m,k], y[m] -> x[k]
    raise NotImplementedError


def matmul(A, B):
    """C = A B"""
    # A[m,k], B[k,n] -> C[m,n]
    raise NotImplementedError


def gram(X):
    """G = XᵀX"""
    # X[n,p] -> G[p,p]
    raise NotImplementedError
