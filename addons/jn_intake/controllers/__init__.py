from . import books, files
