"""Theil sen — shared_tests/katas/theil_sen/README.md"""

import numpy as np


def median(x):
    """one line: what is returned, in the notation of shared_tests/README.md"""
    raise NotImplementedError


def theil_sen(x, y):
    """one line: what is returned, in the notation of shared_tests/README.md"""
    raise NotImplementedError
