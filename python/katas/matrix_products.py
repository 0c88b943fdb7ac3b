"""Dot, matrix–vector, matrix–matrix, Gram — shared_tests/katas/matrix_products/README.md"""

import numpy as np


def dot(x, y):
    """s = Σᵢ xᵢ yᵢ"""
    raise NotImplementedError


def matvec(A, x):
    """y = A x"""
    raise NotImplementedError


def rmatvec(A, y):
    """x = Aᵀ y"""
    raise NotImplementedError


def matmul(A, B):
    """C = A B"""
    raise NotImplementedError


def gram(X):
    """G = XᵀX"""
    raise NotImplementedError
