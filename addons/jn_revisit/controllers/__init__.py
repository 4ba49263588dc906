from . import citizen, health
