from . import jn_intake_preview, jn_intake_preview_line
