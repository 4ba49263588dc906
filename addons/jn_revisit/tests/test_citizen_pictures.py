"""Pictures with an answer: drawn anew, bounded, and for those alone who may read the answer (Art. 6; decision D12)."""

from io import BytesIO

from PIL import Image

from odoo.tests import tagged

from odoo.addons.jn_org.exceptions import NotAllowed

from .. import pictures
from .citizen import ENGLISH, CitizenCase

SECRET_PLACE = b"taken at the citizen's home"


def picture(kind="JPEG", size=(400, 300), **values):
    """A file with a picture of this kind."""
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **values)
    return out.getvalue()


def with_exif():
    """A photograph that says where it was taken and that it lies on its side."""
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = SECRET_PLACE.decode(), 6
    return picture(size=(400, 300), exif=exif.tobytes())


@tagged("post_install", "-at_install")
class TestCitizenPictures(CitizenCase):
    def send(self, case, *files, **fields):
        """Confirm an answer with these files."""
        sent = [("pictures", (f"p{place}", data, "application/octet-stream")) for place, data in enumerate(files)]
        data = {"level": 5, "confirm": 1, **fields}
        response = self.url_open(self.path(case), data=data, files=sent, headers=ENGLISH)
        self.env.invalidate_all()
        return response

    def opened(self, attachment):
        return Image.open(BytesIO(attachment.raw))

    # Taken

    def test_the_confirming_step_asks_for_pictures_and_says_which(self):
        page = self.post(self.asked(), level=5).text
        self.assertIn('type="file"', page)
        self.assertIn('enctype="multipart/form-data"', page)
        self.assertIn("Up to 3, each at most 10 MB", page)

    def test_each_kind_is_kept_as_a_jpeg_with_its_answer(self):
        case = self.asked()
        response = self.send(case, picture("JPEG"), picture("PNG"), picture("WEBP"))
        self.assertEqual(response.history[0].status_code, 303)
        kept = case.answer_ids.picture_ids
        self.assertEqual(len(kept), 3)
        self.assertEqual(set(kept.mapped("mimetype")), {"image/jpeg"})
        self.assertEqual({self.opened(each).size for each in kept}, {(400, 300)})
        self.assertIn("Pictures:</span> 3", response.text)

    def test_what_the_camera_wrote_is_not_kept_and_the_picture_stands_upright(self):
        case = self.asked()
        self.assertIn(SECRET_PLACE, with_exif())
        self.send(case, with_exif())
        kept = case.answer_ids.picture_ids
        self.assertNotIn(SECRET_PLACE, kept.raw)
        self.assertFalse(self.opened(kept).getexif())
        self.assertEqual(self.opened(kept).size, (300, 400))

    def test_a_large_photograph_is_made_smaller(self):
        case = self.asked()
        self.send(case, picture(size=(4000, 1000)))
        self.assertEqual(self.opened(case.answer_ids.picture_ids).size, (1600, 400))

    def test_an_empty_field_is_no_picture(self):
        case = self.asked()
        self.send(case, b"")
        self.assertEqual(case.answer_ids.level, 5)
        self.assertFalse(case.answer_ids.picture_ids)

    def test_an_answer_sent_twice_with_its_pictures_is_one_and_pictures_later_are_not_lost(self):
        case = self.asked()
        self.send(case)
        self.send(case, picture())
        self.send(case, picture())
        self.assertEqual(len(case.answer_ids), 2)
        self.assertEqual(len(case.answer_ids.picture_ids), 1)

    # Refused, with everything that was typed still there

    def assertAskedAgain(self, response, words, case):
        self.assertEqual(response.status_code, 400)
        self.assertIn(words, response.text)
        self.assertIn("Two hours", response.text)
        self.assertIn("Confirm and send", response.text)
        self.assertFalse(case.answer_ids)
        self.assertFalse(self.env["ir.attachment"].sudo().search([("res_model", "=", "jn.answer")]))

    def test_what_is_no_picture_is_refused(self):
        case = self.asked()
        nasty = (b"<svg onload=alert(1)>", b"GIF89a" + b"0" * 99, b"%PDF-1.7", picture()[:200], b"\x89PNG\r\n\x1a\n" + b"0" * 99)
        for data in nasty:
            response = self.send(case, data, comment="Two hours")
            self.assertAskedAgain(response, "File 1 is no picture", case)

    def test_one_bad_file_among_good_ones_keeps_none(self):
        case = self.asked()
        self.assertAskedAgain(self.send(case, picture(), b"no", comment="Two hours"), "File 2 is no picture", case)

    def test_more_than_three_are_too_many(self):
        case = self.asked()
        files = [picture(size=(9, 9))] * 4
        self.assertAskedAgain(self.send(case, *files, comment="Two hours"), "at most 3 pictures", case)

    def test_too_many_pixels_are_refused_before_they_are_decoded(self):
        with self.assertRaisesRegex(pictures.PictureError, "too_large"):
            pictures.clean(picture("PNG", size=(2000, 2000)), most_pixels=10**6, side=100)

    def test_a_file_with_too_many_bytes_is_refused(self):
        case = self.asked()
        heavy = picture() + b"0" * (10 * 1024 * 1024)
        self.assertAskedAgain(self.send(case, heavy, comment="Two hours"), "Picture 1 is too large", case)

    # Who sees them

    def test_who_may_read_the_answer_sees_them_and_nobody_else(self):
        case = self.asked()
        self.send(case, picture(), level=1, tags="slow")
        kept = case.answer_ids.picture_ids
        for role in ("supervisor", "liaison"):
            self.assertTrue(self.by(role, kept).raw)
        stranger = self._make_user("liaison", self.window_b, "test_stranger")
        self.assertFalse(kept.with_user(stranger)._filtered_access("read"))
        self.assertFalse(kept.public)

    def test_without_a_login_a_picture_is_not_reachable(self):
        case = self.asked()
        self.send(case, picture())
        kept = case.answer_ids.picture_ids
        for path in (f"/web/image/{kept.id}", f"/web/content/{kept.id}"):
            response = self.url_open(path)
            self.assertNotIn(kept.raw[:100], response.content)

    def test_nobody_on_the_staff_edits_or_removes_one(self):
        case = self.asked()
        self.send(case, picture())
        kept = case.answer_ids.picture_ids
        for role in ("supervisor", "administrator"):
            theirs = self.by(role, kept)
            for verb in (lambda them=theirs: them.write({"raw": b"x"}), lambda them=theirs: them.unlink()):
                with self.assertRaises(Exception) as refused:
                    verb()
                self.assertIn(type(refused.exception).__name__, ("AccessError", NotAllowed.__name__))
