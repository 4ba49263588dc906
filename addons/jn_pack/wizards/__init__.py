from . import jn_pack_export
from . import jn_pack_import
from . import jn_setting_change
