import base64
import io

import docx

from odoo.addons.jn_revisit.tests.common import RevisitCase, latest


def words_of(data):
    """All that a Word file says: paragraphs, tables, header and footer."""
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def word_file(*paragraphs):
    """A Word file with these paragraphs."""
    document, target = docx.Document(), io.BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(target)
    return target.getvalue()


class PapersCase(RevisitCase):
    def paper(self, code):
        return self.env["jn.paper"].search([("code", "=", code)])

    def form(self, role, record, code=None, **values):
        context = {"active_id": record.id, "active_model": record._name}
        if code:
            values["paper_id"] = self.paper(code).id
        return self.as_user(role)["jn.paper.wizard"].with_context(**context).create(values)

    def made(self, role, record, code, **values):
        """The (file name, words) of a paper that this person makes."""
        form = self.form(role, record, code, **values)
        form.action_make()
        return form.file_name, words_of(base64.b64decode(form.data))

    def returned(self):
        """A check whose finding sent the case back with two points."""
        case = self.verifying()
        self.by("supervisor", case.verification_ids).log_call(reached=True, note="群众称无人来电")
        self.conclude(case, "untrue", note="窗口并未回访", points=["当面致歉", "公示材料清单"])
        return case

    def violation(self):
        case = self.verifying()
        self.conclude(case, "violation", note="违规收取复印费", points=["退还费用"])
        return latest(case.accountability_ids)
