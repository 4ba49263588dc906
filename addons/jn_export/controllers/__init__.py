from . import files
