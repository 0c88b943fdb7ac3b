from dojo.spec.refusals import *  # noqa
