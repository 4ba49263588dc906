from . import jn_spot_wizard, jn_spot_draw_wizard, jn_spot_word_wizard
