from . import controllers, models, wizards
from .redact import install

install()  # from the first request on, no link stands in the access log
