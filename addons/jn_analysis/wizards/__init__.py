from . import jn_paper_wizard
