from . import test_access
from . import test_actions_server
from . import test_inbox
from . import test_ladder
from . import test_outbox
from . import test_queue
from . import test_section
from . import test_template
