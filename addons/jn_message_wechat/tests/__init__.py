from . import test_callback
from . import test_channel
