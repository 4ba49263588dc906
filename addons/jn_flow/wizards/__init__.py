from . import (
    jn_flow_comparison,
    jn_flow_publish,
)
