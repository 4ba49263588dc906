from . import files, rejects
