"""Every case × the language under test."""

import pytest

from dojo.grade import PASSED
from dojo.report import attempted


def test_kata(case, verdict, request):
    asked_for = case.function.kata in request.config.option.kata
    if verdict.word == PASSED:
        return
    if attempted(verdict) or asked_for:
        pytest.fail(str(verdict), pytrace=False)
    pytest.skip(verdict.word)
