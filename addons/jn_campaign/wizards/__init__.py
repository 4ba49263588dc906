from . import jn_campaign_phone_wizard
