from . import base
from . import jn_export_record
from . import jn_export
from . import jn_export_gathering
from . import jn_export_reader
from . import jn_export_carrier
