from . import (
    jn_campaign,
    jn_campaign_call,
    jn_campaign_result,
    survey_survey,
    survey_user_input,
)
