from odoo import api, fields, models

from odoo.addons.jn_org.exceptions import NotAllowed
from odoo.addons.jn_rules import yamlfile

from ..exceptions import BadPack
from ..lines import Scope, grouped
from ..problems import misfit, place, unreadable

MAIN_FILE = "pack.yaml"


class JnPack(models.Model):
    """A regulation as data: its articles and everything configured from its files."""

    _name = "jn.pack"
    _inherit = ["jn.cached", "jn.audited"]
    _description = "Regulation Pack"
    _order = "issued_on, code"
    _rec_name = "title"

    code = fields.Char(required=True)
    title = fields.Char(required=True, translate=True)
    document_number = fields.Char()
    issued_on = fields.Date()
    issuer = fields.Char()
    applied_at = fields.Datetime(string="Last applied", readonly=True)
    base_id = fields.Many2one(
        "jn.pack", string="Stands on", index="btree_not_null", ondelete="restrict",
        help="A pack on top holds only what differs from the regulation that it stands on.",
    )
    unit_id = fields.Many2one(
        "jn.unit", string="Holds for", index=True, ondelete="restrict",
        help="Empty: the whole city. A county may have rules of its own (Art. 2).",
    )
    is_in_force = fields.Boolean(string="In force", compute="_compute_is_in_force", store=True, readonly=False)
    article_ids = fields.One2many("jn.article", "pack_id", string="Articles")
    setting_ids = fields.One2many("jn.setting", "pack_id", string="Settings")
    value_ids = fields.One2many("jn.pack.value", "pack_id", string="Values given to settings")

    _code_unique = models.Constraint("UNIQUE(code)", "Another pack has this code already. Choose another code.")

    def _compute_is_in_force(self):
        """Where packs were applied before this was kept: regulations hold. Later, publishing a pack says it."""
        for pack in self:
            pack.is_in_force = bool(pack.applied_at) and not pack.base_id

    def action_export(self):
        """Download this pack's files."""
        self.ensure_one()
        made = self.env["jn.pack.export"].create({"pack_id": self.id})
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/jn.pack.export/{made.id}/file/{made.filename}?download=true",
            "target": "download",
        }

    def action_compare(self):
        """Open this pack beside another one."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Compare two packs"),
            "res_model": "jn.pack.compare",
            "views": [(False, "form")],
            "target": "new",
            "context": {"default_pack_id": self.id, "dialog_size": "extra-large"},
        }

    @api.model
    def _plan(self, files):
        """What `_apply` of `files` ({path: bytes}) would change, as plain sentences in the user's language."""
        return [line.sentence for line in self._plan_lines(self._load(files))]

    @api.model
    def _plan_groups(self, files):
        """The same by file, each sentence with its articles: see `lines.grouped`."""
        return grouped(self._plan_lines(self._load(files)))

    @api.model
    def _apply(self, files, publish=False):
        """Make the database be what `files` ({path: bytes}) say and return the pack; a repeated call writes nothing.

        What needs publishing arrives as a draft unless `publish`. Raises BadPack, and then nothing is changed.
        """
        self._check_administrator()
        data = self._load(files)
        self.env["jn.setting.value"]._check_authority(self._scope(data).unit)
        is_changed = bool(self._file_lines(data) or (publish and self._running_lines(data)))
        # the one writer of configuration: nobody has write access to it, administrators pass through here
        writer = self.with_env(self.env(su=True, context={"lang": self.env.lang, "tz": self.env.tz}))  # no defaults of a caller's
        pack = (writer._named(data) or writer._prepare_pack(data[MAIN_FILE])).with_env(writer.env)
        for section in writer._sections():
            section._section_apply(pack, section._section_files(data), publish)
            section._section_carry(pack, section._section_files(data))
        if publish:
            pack._put_in_force(data)
        if is_changed:
            pack.applied_at = self.env["jn.clock"]._now()
        return pack.with_env(self.env)

    @api.model
    def _export(self, code):
        """The canonical files, {path: bytes}, of the pack with this code."""
        pack = self.search([("code", "=", code)])
        if not pack:
            raise BadPack(self.env._("There is no pack “%(code)s”.", code=code))
        data = pack._data()
        return {path: yamlfile.dump(data[path]).encode() for path in sorted(data)}

    def _data(self):
        """The files of this pack as {path: data}."""
        data = {}
        for section in self._sections():
            data.update(section._section_export(self))
        return data

    @api.model
    def _load(self, files):
        """The checked data, {path: data}, of `files`; raises BadPack with every problem in them, file and line."""
        loaded, problems = {}, []
        for path in sorted(files):
            try:
                loaded[path] = yamlfile.load(files[path])
            except yamlfile.YamlError as error:
                problems.append(self._problem(path, *unreadable(self.env, error)))
        problems += [problem for path, found in loaded.items() for problem in self._schema_problems(path, found)]
        if MAIN_FILE not in files:
            problems.append(self.env._("%(file)s is missing: it names the pack and holds its articles", file=MAIN_FILE))
        # only whole files can be compared with each other
        problems = problems or self._cross_problems(loaded)
        if problems:
            raise BadPack("\n".join(problems))
        return {path: found.data for path, found in loaded.items()}

    @api.model
    def _schema_problems(self, path, loaded):
        section = self._section_of(path)
        if section is None:
            return [self.env._("%(file)s: no part of the system reads a file of this name", file=path)]
        found = yamlfile.check(loaded, section._section_schema)
        return [self._problem(path, problem.line, misfit(self.env, problem)) for problem in found]

    @api.model
    def _cross_problems(self, loaded):
        everything = {path: found.data for path, found in loaded.items()}
        misplaced = self._misplaced(everything)
        return misplaced or [
            self._problem(path, loaded[path].line(keys), sentence + place(keys))
            for section in self._sections()
            for path, keys, sentence in section._section_problems(section._section_files(everything), everything)
        ]

    @api.model
    def _problem(self, path, line, sentence):
        return self.env._("%(file)s, line %(line)s: %(what)s", file=path, line=line, what=sentence)

    @api.model
    def _section_of(self, path):
        return next((section for section in self._sections() if section._section_claims(path)), None)

    @api.model
    def _plan_lines(self, data):
        """All `Line`s of a plan; notes only beside a change."""
        running = self._running_lines(data)
        lines = [*self._file_lines(data), *running]
        return lines if any(not line.is_note for line in lines) else []

    @api.model
    def _file_lines(self, data):
        """What would change in the pack itself."""
        pack = self._named(data)
        lines = []
        for section in self._sections():
            have = section._section_export(pack) if pack else {}
            lines += section._section_lines(have, section._section_files(data))
        return lines

    @api.model
    def _running_lines(self, data):
        """What publishing would change in what is in force."""
        scope = self._scope(data)
        found = self._force_lines(scope, self._title(data))
        for section in self._sections():
            found += section._section_running(scope, section._section_files(data))
        return found if any(not line.is_note for line in found) else []

    @api.model
    def _scope(self, data):
        """The `Scope` for which these files hold."""
        main, pack = data[MAIN_FILE], self._named(data)
        base = self.search([("code", "=", main["base"])]) if "base" in main else pack
        return Scope(base, self.env["jn.unit"].search([("code", "=", main.get("unit"))]), pack)

    @api.model
    def _title(self, data):
        """The title of a pack's files in the user's language."""
        title = data[MAIN_FILE]["title"]
        return title.get(self.env.lang) or title["zh_CN"] if isinstance(title, dict) else title

    @api.model
    def _needs_approval(self, files, publish):
        """Whether applying `files` changes what holds, and so needs a second administrator; the very first pack does not."""
        data = self._load(files)
        rests = "base" in data[MAIN_FILE] and not publish and not self._named(data).is_in_force
        return not rests and bool(self.search_count([("applied_at", "!=", False)], limit=1))

    @api.model
    def _named(self, data):
        return self.search([("code", "=", data[MAIN_FILE]["code"])])

    @api.model
    def _prepare_pack(self, main):
        return self.env["jn.pack.section"]._create(self._name, {"code": main["code"], "title": main["title"]})

    @api.model
    def _sections(self):
        """Every room's section, in the order in which they apply."""
        names = self.env.registry.descendants(["jn.pack.section"], "_inherit") - {"jn.pack.section"}
        sections = (self.env[name] for name in names)
        return sorted(sections, key=lambda section: (section._section_sequence, section._name))

    @api.model
    def _check_administrator(self):
        if not self.env.su and not self.env.user.has_group("jn_org.group_administrator"):
            raise NotAllowed(self.env._("Only administrators may apply a regulation pack."))
