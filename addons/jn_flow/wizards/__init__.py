from . import (
    jn_flow_comparison,
    jn_flow_extension_ask,
    jn_flow_extension_decide,
    jn_flow_extension_form,
    jn_flow_own,
    jn_flow_publish,
)
