# Theil sen — shared_tests/katas/theil_sen/README.md

"""
one line: what is returned, in the notation of shared_tests/README.md
"""
function median(x)
    not_implemented()
end

"""
one line: what is returned, in the notation of shared_tests/README.md
"""
function theil_sen(x, y)
    not_implemented()
end
