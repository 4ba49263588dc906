from odoo import api, models

from ..ranking_book import Ranking, write


class JnBulletinWorkbook(models.AbstractModel):
    """Gathers what the workbook of a bulletin shows, from the figures that it keeps."""

    _name = "jn.bulletin.workbook"
    _description = "Workbook of a bulletin"

    @api.model
    def _write(self, bulletin, file):
        """Put the rankings into an open file, in the reader's language."""
        figures = bulletin.figures or {"sheets": [], "red": []}
        rankings = [Ranking(sheet["name"], f"SHA-256 {sheet['digest']}", sheet["rows"]) for sheet in figures["sheets"]]
        write(file, bulletin.name, rankings, self._notes(bulletin, figures), self._words())

    @api.model
    def _notes(self, bulletin, figures):
        notes = [
            (self.env._("Source"), self.env._("Published and frozen score sheets only; corrections signed before the issue are counted in.")),
            (self.env._("Rank"), self.env._("Equal scores have equal ranks; units are ranked within the group that stands beside them.")),
            (self.env._("Places gained"), self.env._("Rank of the period before less rank of this period; negative means fallen.")),
        ]
        for sheet in figures["sheets"]:
            compared = sheet["previous"] or self.env._("nothing: there is no published sheet of the period before")
            notes.append((sheet["name"], self.env._("Compared with %(previous)s. SHA-256 %(digest)s", previous=compared, digest=sheet["digest"])))
        notes += [(row["kind"], f"{row['unit']}: {row['words']}") for row in figures["red"]]
        if bulletin.digest:
            notes.append((self.env._("Bulletin issued"), f"{bulletin.issued_at.date()}, SHA-256 {bulletin.digest}"))
        return notes

    @api.model
    def _words(self):
        return {
            "rank": self.env._("Rank"), "unit": self.env._("Unit"), "group": self.env._("Ranked within"), "score": self.env._("Score"),
            "before_score": self.env._("Score before"), "moved_score": self.env._("Change"), "before_rank": self.env._("Rank before"),
            "moved_rank": self.env._("Places gained"), "deducted": self.env._("Points deducted"),
            "recorded_rank": self.env._("Rank on record"), "notes": self.env._("Notes"), "announced": self.env._("Announced cases"),
            "arrived": self.env._("Arrived of these"), "coverage": self.env._("Coverage"), "unannounced": self.env._("nothing announced"),
        }
