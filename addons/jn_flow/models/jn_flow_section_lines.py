from odoo import api, models

from odoo.addons.jn_pack.lines import Line
from odoo.addons.jn_rules import comparison

from ..canonical import PARTS
from ..compared import ProcessWords


class JnFlowSection(models.AbstractModel):
    """What a pack's file would change in a process, in the same words as two versions are compared."""

    _inherit = "jn.flow.section"

    @api.model
    def _section_lines(self, have, files):
        files = self._section_canonical(files)
        heads = comparison.differences(self._heads(have), self._heads(files), self.env.lang or "en_US", tag=self._section_tag)
        known = [path for path in files if path in have]
        return [
            *(self._section_line(one) for one in heads),
            *(line for path in known for line in self._process_lines(path, have[path], files[path])),
        ]

    @api.model
    def _heads(self, files):
        """The files without what the comparison of processes tells."""
        return {path: {key: data[key] for key in data if key not in PARTS} for path, data in files.items()}

    @api.model
    def _process_lines(self, path, old, new):
        """The differences between two editions, one `Line` each."""
        parts = [part for group in ProcessWords(self.env, old, new).groups() for part in group["parts"]]
        return [self._process_line(path, part, words) for part in parts for words in part["lines"]]

    @api.model
    def _process_line(self, path, part, words):
        short = self.env._("%(name)s: %(what)s", name=part["name"], what=words)
        return Line(path, tuple(part["numbers"]), f"{path} › {short}", short=short)

    @api.model
    def _live_lines(self, path, data, live):
        """What publishing `data` would change in the version `live`, if there is one."""
        new = self._section_canonical({path: data})[path]
        return self._process_lines(path, self._flow_data(live.flow_id, live), new) if live else []
