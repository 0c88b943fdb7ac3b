from dojo.spec.rational import *  # noqa
