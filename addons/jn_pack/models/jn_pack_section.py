from fnmatch import fnmatchcase

from odoo import api, models
from odoo.fields import Command

from odoo.addons.jn_rules import comparison

from ..const import KEYS, LANGUAGES
from ..lines import Line
from .jn_pack_proposal import carried_out


class JnPackSection(models.AbstractModel):
    """One part of a pack's files, which the room that owns the records reads and writes.

    A room inherits this under a name of its own and gives the attributes and the three `_section_*` verbs.
    """

    _name = "jn.pack.section"
    _description = "Section of a Pack"

    _section_sequence = 100
    _section_pattern = ""
    _section_schema = {}
    # whether a pack on top of another may bring these files
    _section_on_top = False
    # the key under which these files name articles
    _section_tag = "articles"

    # --- what a room gives

    @api.model
    def _section_apply(self, pack, files, publish):
        """Make the records of `pack` be what `files` ({path: data}) say; write nothing that is so already."""
        raise NotImplementedError

    @api.model
    def _section_export(self, pack):
        """The section's files, {path: data}, as the records of `pack` say."""
        raise NotImplementedError

    @api.model
    def _section_problems(self, files, everything):
        """What the schema cannot see: a list of (path, keys, sentence); `everything`: all files of the pack."""
        return []

    @api.model
    def _section_plan(self, pack, files):
        """What applying `files` would change in the pack itself, as plain sentences in the user's language."""
        return [line.sentence for line in self._section_lines(self._section_export(pack) if pack else {}, files)]

    @api.model
    def _section_canonical(self, files):
        """`files` in the one form in which an export writes what they mean."""
        return files

    @api.model
    def _section_overlay(self, below, files):
        """What holds when `files` of a pack on top lie over those `below`: whole files, unless a room knows better."""
        return {**below, **files}

    @api.model
    def _section_running(self, scope, files):
        """`Line`s: what publishing `files` for `scope` (a `lines.Scope`) would change in what is in force."""
        return []

    @api.model
    def _section_carry(self, pack, files):
        """After applying, as drafts or not: let go of what `files` of `pack` no longer name, where `_section_apply` did not."""

    @api.model
    def _section_settle(self, scope, files):
        """After publishing `files` for `scope`: let what other packs on top brought there, and these do not, go back."""

    @api.model
    def _section_covered(self):
        """All that this room configured from the regulation: triples of (what it is, part of what or "", records with `article_ids`)."""
        return []

    @api.model
    def _section_local(self):
        """What units have of their own: `lines.Local` rows."""
        return []

    # --- what a room may use

    @api.model
    def _section_lines(self, have, files):
        """The differences between two trees of files, as `Line`s in the user's language."""
        found = comparison.differences(have, self._section_canonical(files), self.env.lang or "en_US", tag=self._section_tag)
        return [self._section_line(one) for one in found]

    @api.model
    def _section_line(self, found):
        """One difference as a `Line`."""
        numbers = tuple(number for number in found.tags if type(number) is int)
        inside = found._replace(path=found.path[1:]) if len(found.path) > 1 else found
        return Line(found.path[0], numbers, self._section_sentence(found), short=self._section_sentence(inside))

    @api.model
    def _known_articles(self, everything):
        """The numbers of the articles that a pack's files may name: its own and those of what it stands on."""
        main = everything["pack.yaml"]
        base = self.env["jn.pack"].search([("code", "=", main.get("base"))])
        return {row["number"] for row in main["articles"]} | set(base.article_ids.mapped("number"))

    @api.model
    def _section_claims(self, path):
        """Whether a file of this path belongs to this section."""
        pattern = self._section_pattern
        return path.count("/") == pattern.count("/") and fnmatchcase(path, pattern)

    @api.model
    def _section_files(self, data):
        """Those of a pack's files ({path: data}) that belong to this section."""
        return {path: found for path, found in data.items() if self._section_claims(path)}

    @api.model
    def _section_sentence(self, found):
        """One difference in words."""
        path = " › ".join(self.env._(KEYS[part]) if part in KEYS else part for part in found.path)
        if found.kind == "new":
            return self.env._("%(path)s: is new", path=path)
        if found.kind == "gone":
            return self.env._("%(path)s: goes away", path=path)
        old, new = self._section_show(found.old, found.path), self._section_show(found.new, found.path)
        return self.env._("%(path)s: “%(old)s” becomes “%(new)s”", path=path, old=old, new=new)

    @api.model
    def _section_show(self, value, path=()):
        """A leaf of the files, found at `path`, as people read it."""
        if value is comparison.MISSING:
            return self.env._("nothing")
        if comparison.is_words(value):
            return value.get(self.env.lang) or next(iter(value.values()))
        if isinstance(value, bool):
            return self.env._("Yes") if value else self.env._("No")
        if isinstance(value, list):
            return ", ".join(self._section_show(item) for item in value)
        if isinstance(value, dict):
            return "; ".join(f"{key}: {self._section_show(item)}" for key, item in value.items())
        return str(value)

    @api.model
    def _section_proposal(self):
        """The proposal that is being carried out, or none: its author wrote what comes, its reason says why."""
        return self.env["jn.pack.proposal"].browse(carried_out.get() or ())

    @api.model
    def _articles(self, pack, numbers):
        """The articles with these numbers: the pack's own, else those of the one it stands on."""
        own = pack.article_ids.filtered(lambda article: article.number in numbers)
        missing = set(numbers) - set(own.mapped("number"))
        return own | pack.base_id.article_ids.filtered(lambda article: article.number in missing)

    @api.model
    def _create(self, model, values):
        """A new record whose translatable words are first the source's; `_words` then gives each language its own."""
        words = {name: self._source(value) for name, value in values.items() if self._is_translated(model, name)}
        fields = self.env[model]._fields
        plain = {name: self._raw(fields[name], value) for name, value in values.items() if name not in words}
        record = self.env[model].with_context(lang="en_US").create({**plain, **words})
        for name in words:
            self._words(record, name, values[name])
        return record

    @api.model
    def _store(self, record, values):
        """Write what differs, and nothing else; true when something did."""
        words = {name for name in values if self._is_translated(record._name, name)}
        changed = {
            name: self._raw(record._fields[name], value)
            for name, value in values.items()
            if name not in words and not self._same(record[name], value)
        }
        if changed:
            record.write(changed)
        worded = [self._words(record, name, values[name]) for name in sorted(words)]
        return bool(changed) or any(worded)

    @api.model
    def _upsert(self, record, model, values):
        """`record` (perhaps archived, perhaps none) with these values."""
        if not record:
            return self._create(model, values)
        self._store(record, {**values, "active": True} if "active" in record._fields else values)
        return record

    @api.model
    def _retire(self, records, used):
        """What the files no longer name: archived where `used`, else removed."""
        (records - used).unlink()
        used.filtered("active").write({"active": False})

    @api.model
    def _words(self, record, fname, value):
        """Write words, a string for all languages or a dict {zh_CN: …, en_US: …}; true when something changed."""
        wanted = value if isinstance(value, dict) else dict.fromkeys(LANGUAGES, value or "")
        have = {lang: record.with_context(lang=lang)[fname] or "" for lang in wanted}
        if wanted == have:
            return False
        if any(wanted.values()):
            record.update_field_translations(fname, wanted)
        else:
            record[fname] = False
        return True

    @api.model
    def _words_of(self, record, fname):
        """The words as files have them: a string when all languages agree, else a dict."""
        words = {lang: record.with_context(lang=lang)[fname] or "" for lang in LANGUAGES}
        return words if len(set(words.values())) > 1 else words["en_US"]

    @api.model
    def _is_translated(self, model, fname):
        return bool(self.env[model]._fields[fname].translate)

    @staticmethod
    def _source(value):
        return value["en_US"] if isinstance(value, dict) else value

    @staticmethod
    def _raw(field, value):
        if not isinstance(value, models.BaseModel):
            return value
        return value.id if field.type == "many2one" else [Command.set(value.ids)]

    @staticmethod
    def _same(have, value):
        if isinstance(have, models.BaseModel):
            return isinstance(value, models.BaseModel) and set(have.ids) == set(value.ids)
        return have == value or (not have and not value and type(have) is not int)
