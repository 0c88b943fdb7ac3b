"""What is asked: signatures, cases, the truth and the usual mistakes of every kata."""

from dojo.spec.cases import Case, Function, Kata, functions, kata, katas

__all__ = ["Case", "Function", "Kata", "functions", "kata", "katas"]
