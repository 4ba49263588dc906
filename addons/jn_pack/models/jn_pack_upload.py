import base64
import binascii

from odoo import api, models

from odoo.addons.jn_org.exceptions import BadInput

from ..archive import unzip_files

YAML = (".yaml", ".yml")


class JnPack(models.Model):
    """Files of packs as they come from a browser."""

    _inherit = "jn.pack"

    @api.model
    def _uploaded(self, content, filename, pack):
        """{path: bytes} of an upload in base64: a zip file of a whole pack, or one YAML file of `pack`."""
        try:
            raw = base64.b64decode(content or b"")
            if (filename or "").lower().endswith(YAML):
                return self._with_file(pack, filename, raw)
            return unzip_files(raw)
        except (ValueError, binascii.Error):
            message = self.env._("This is no zip file of a pack. Choose one that was exported here, or one of its YAML files.")
            raise BadInput(message) from None

    @api.model
    def _with_file(self, pack, filename, raw):
        """The files of `pack` with this one in its place."""
        path = self._place_of(filename)
        if not path:
            message = self.env._("%(file)s: no part of the system reads a file of this name", file=filename)
            raise BadInput(message)
        if path == "pack.yaml" and not pack:
            return {path: raw}
        if not pack:
            raise BadInput(self.env._("Choose the pack that %(file)s belongs to.", file=filename))
        return {**self._export(pack.code), path: raw}

    @api.model
    def _place_of(self, filename):
        """Where in a pack a file of this name lies; None for no place."""
        folders = {section._section_pattern.rpartition("/")[0] for section in self._sections()}
        paths = [f"{folder}/{filename}" if folder else filename for folder in sorted(folders)]
        return next((path for path in paths if self._section_of(path) is not None), None)
