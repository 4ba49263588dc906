"""Aliyun's SMS service through its official SDK. It imports no odoo."""

import json
from urllib.parse import urlsplit

from alibabacloud_dysmsapi20170525.client import Client
from alibabacloud_dysmsapi20170525.models import SendSmsRequest
from alibabacloud_tea_openapi.models import Config
from darabonba.runtime import RuntimeOptions
from Tea.exceptions import TeaException

# Milliseconds; what fails is tried again by the outbox, not by the SDK.
RUNTIME = RuntimeOptions(autoretry=False, connect_timeout=3000, read_timeout=10000)


def client(endpoint, key_id, key_secret):
    """Return a client for an endpoint such as https://dysmsapi.aliyuncs.com."""
    address = urlsplit(endpoint)
    return Client(
        Config(
            access_key_id=key_id,
            access_key_secret=key_secret,
            endpoint=address.netloc,
            protocol=address.scheme.upper(),
        )
    )


def send(service, number, sign_name, template, params, out_id):
    """Send one text made of a template and {name: words}; return (code, number of the receipt or None).

    The code is Aliyun's own, or the kind of trouble there was on the way: texts before this one
    have left already, so nothing is raised.
    """
    text = SendSmsRequest(
        phone_numbers=number,
        sign_name=sign_name,
        template_code=template,
        template_param=json.dumps(params, ensure_ascii=False),
        out_id=out_id,
    )
    try:
        answer = service.send_sms_with_options(text, RUNTIME).body
    except (TeaException, OSError, ValueError) as error:
        return getattr(error, "code", None) or type(error).__name__, None
    return (answer.code or "empty", answer.biz_id) if answer else ("empty", None)
