from . import jn_sheet_part
