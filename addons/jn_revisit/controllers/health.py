import ipaddress
from datetime import timedelta

from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from psycopg2 import Error

from odoo import http
from odoo.http import request
from odoo.tools import SQL, consteq

from odoo.addons.jn_org.exceptions import KeyMissing
from odoo.addons.jn_org.health import GREEN, RED, YELLOW

LEVELS = (GREEN, YELLOW, RED)
HELP = {
    "sweep_lag_seconds": "How long the oldest time limit that is over has been waiting for the sweep.",
    "queue_length": "Messages that are due to be sent.",
    "inbox_length": "Messages that were received and not read yet.",
    "unsolved_failures": "Effects that failed and that nobody has dealt with.",
}
FIGURES = """
    SELECT (SELECT min(due_at) FROM jn_flow_deadline WHERE state = 'running') AS oldest,
           (SELECT count(*) FROM jn_message WHERE state = 'queued' AND not_before <= %(now)s) AS queue_length,
           (SELECT count(*) FROM jn_message WHERE state = 'received') AS inbox_length,
           (SELECT count(*) FROM jn_flow_failure WHERE solved IS NOT TRUE) AS unsolved_failures
"""


class Health(http.Controller):
    """For those who watch the machine: numbers only, nothing about any citizen or case."""

    @http.route("/jn/health", type="http", auth="public", methods=["GET"], save_session=False, readonly=True)
    def health(self):
        """Answer {"status": ok|degraded|down, …figures, "checks": {code: yellow|red}}; 503 when the database does not answer."""
        try:
            figures, rows = _figures(request.env), _rows(request.env)
        except Error:
            return request.make_json_response({"status": "down"}, status=503)
        bad = {row.code: row.colour for row in rows if row.colour != GREEN}
        status = "ok" if request.env["jn.health"]._is_well(rows) else "degraded"
        told = {"status": status, "database": "ok", **figures, **({"checks": bad} if bad else {})}
        return request.make_json_response(told, headers=_NO_STORE)

    @http.route("/jn/metrics", type="http", auth="public", methods=["GET"], save_session=False, readonly=True)
    def metrics(self):
        """The same figures in the text format of Prometheus, for whoever has the token or sits on this machine."""
        if not self._may_measure():
            return request.make_response("Forbidden\n", status=403)
        registry = CollectorRegistry()
        for name, value in _figures(request.env).items():
            Gauge(f"jn_{name}", HELP[name], registry=registry).set(value)
        checks = Gauge("jn_check", "The verdict of a check of the health page: 0 well, 1 attention, 2 act.", ["check"], registry=registry)
        for row in _rows(request.env):
            checks.labels(row.code).set(LEVELS.index(row.colour))
        headers = [("Content-Type", CONTENT_TYPE_PLAIN_0_0_4), *_NO_STORE.items()]
        return request.make_response(generate_latest(registry), headers)

    def _may_measure(self):
        try:
            token = request.env["jn.secret"]._key("metrics_token")
        except KeyMissing:
            return _is_loopback(request.httprequest)
        given = request.httprequest.headers.get("Authorization", "").removeprefix("Bearer ")
        return consteq(given.encode(), token.encode())


_NO_STORE = {"Cache-Control": "no-store"}


def _is_loopback(httprequest):
    """True for a direct call from this machine; what a proxy passes on comes from elsewhere."""
    if httprequest.headers.get("X-Forwarded-For"):
        return False
    return ipaddress.ip_address(httprequest.remote_addr or "0.0.0.0").is_loopback


def _figures(env):
    """Return {name: number} for every name in `HELP`."""
    now = env["jn.clock"]._now()
    [[oldest, *counts]] = env.execute_query(SQL(FIGURES, now=now))
    lag = max(now - oldest, timedelta()) if oldest else timedelta()
    return dict(zip(HELP, [round(lag.total_seconds()), *counts], strict=True))


def _rows(env):
    """The machine's rows of the health page: one truth for people and monitors."""
    return env["jn.health"].sudo()._machine_rows()  # verdicts and codes, nothing about anybody
