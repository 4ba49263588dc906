from . import test_demo_phone
