from . import jn_pack_compare
from . import jn_pack_decision
from . import jn_pack_end
from . import jn_pack_export
from . import jn_pack_import
from . import jn_setting_change
