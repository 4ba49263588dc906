from . import test_account
from . import test_aliyun
from . import test_gateway
