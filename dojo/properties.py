from dojo.spec.certificates import *  # noqa
