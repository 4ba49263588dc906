from . import callback, refusals
