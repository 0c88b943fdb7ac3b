from dojo.spec.designs import decimals  # noqa


class Anything:
    def __init__(self, *a, **k):
        self.__dict__.update(k)


Recipe = Workload = Family = Anything
