from dojo.spec.designs import *  # noqa
