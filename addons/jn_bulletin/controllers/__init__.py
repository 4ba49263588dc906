from . import bulletin
