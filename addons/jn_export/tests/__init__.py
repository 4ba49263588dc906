from . import test_book
from . import test_export
from . import test_reading
from . import test_crashes
from . import test_memory
from . import test_access
from . import test_json2
from . import test_lists
