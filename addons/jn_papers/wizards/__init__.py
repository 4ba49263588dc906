from . import jn_number_wizard, jn_paper_wizard
