"""Articles for tests: through the real services, by the people whose work it is."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from chuyende.faces.portal import services
from chuyende.faces.portal.models import Article
from chuyende.foundation.organisation.models import Organisation
from chuyende.foundation.review.services import approve_review
from tests.factories import Body

READER = "Mozilla/5.0 (Linux; Android 9; SM-A105F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36"
GOOGLE = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
WORDS: dict[str, Any] = {
    "category": "Xây dựng Đảng",
    "title": "Chi bộ 1 thi trắc nghiệm trước giờ sinh hoạt chuyên đề",
    "lead": "Hai mươi câu hỏi, mười lăm phút, rồi mới đến phần thảo luận.",
    "body": "<p>Sau phần trắc nghiệm, chi bộ xem một đoạn phim tư liệu ngắn.</p><p>Buổi sinh hoạt thiết thực.</p>",
    "caption": "",
    "alt_text": "",
    "author_name": "Hà Thị Quyên",
    "author_title": "Khoa Xây dựng Đảng",
}


def make_photo(width: int = 1600, height: int = 1000, *, name: str = "anh.jpg") -> SimpleUploadedFile:
    """A photograph as a phone makes it: with the device, the place and the time in its metadata."""
    exif = Image.Exif()
    exif[0x010F] = "Samsung"  # maker of the device
    exif.get_ifd(0x8825)[1] = "N"  # a place
    picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def make_draft(people: Body, /, *, organisation: Organisation | None = None, **words: Any) -> Article:
    """An article begun and written by the editor."""
    photo = words.pop("photo", None)
    actor = people.editor.user
    article = services.draft_article(actor=actor, organisation=organisation or people.cell)
    return services.save_article(
        actor=actor, article=article, revision=article.revision, photo=photo, **{**WORDS, **words}
    )


def approve(people: Body, article: Article) -> Article:
    """Hand the article in and let the Party committee approve it."""
    review = services.submit_article(actor=people.editor.user, article=article)
    approve_review(actor=people.party_secretary.user, review=review)
    return Article.objects.get(pk=article.pk)


def make_published(people: Body, /, *, organisation: Organisation | None = None, **words: Any) -> Article:
    """An article on the public site."""
    article = approve(people, make_draft(people, organisation=organisation, **words))
    return services.publish_article(actor=people.editor.user, article=article)
