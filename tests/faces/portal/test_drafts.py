import datetime as dt

from chuyende.faces.portal.drafts import MeetingFacts, compose

FACTS = {
    "organisation": "Chi bộ 1",
    "topic": "Tự phê bình và phê bình",
    "day": dt.date(2022, 10, 7),
    "forms": ("Thi trắc nghiệm", "Thảo luận"),
    "total": 16,
    "present": 15,
    "papers": 2,
    "contributions": 7,
}


def test_compose_tells_what_when_in_which_form_and_how_many():
    draft = compose(MeetingFacts(**FACTS))
    assert draft.title == "Chi bộ 1 sinh hoạt chuyên đề: Tự phê bình và phê bình"
    assert (
        draft.lead == "Ngày 07/10/2022, Chi bộ 1 tổ chức buổi sinh hoạt chuyên đề “Tự phê bình và phê bình”."
    )
    assert draft.body == (
        "<p>Buổi sinh hoạt được tổ chức theo hình thức: thi trắc nghiệm; thảo luận.</p>\n"
        "<p>Dự buổi sinh hoạt có 15/16 đảng viên. Buổi sinh hoạt có 2 tham luận và 7 lượt ý kiến phát biểu.</p>"
    )


def test_compose_puts_a_work_named_in_the_topic_in_single_marks():
    topic = "Tìm hiểu tác phẩm “Tự phê bình và phê bình” của Chủ tịch Hồ Chí Minh"

    draft = compose(MeetingFacts(**{**FACTS, "topic": topic}))

    assert draft.lead.endswith("“Tìm hiểu tác phẩm ‘Tự phê bình và phê bình’ của Chủ tịch Hồ Chí Minh”.")


def test_compose_names_only_whom_the_editor_chose():
    draft = compose(MeetingFacts(**FACTS, chair="Trần Thị Bích", authors=("Lê Văn Cường", "Nông Thị Duyên")))
    assert draft.body.rpartition("<p>")[2] == (
        "Đồng chí Trần Thị Bích chủ trì buổi sinh hoạt; các đồng chí Lê Văn Cường, Nông Thị Duyên trình bày tham luận.</p>"
    )


def test_compose_leaves_out_what_there_was_none_of():
    draft = compose(MeetingFacts(**{**FACTS, "forms": (), "total": 0, "papers": 0, "contributions": 0}))
    assert draft.body == ""


def test_compose_escapes_names_and_topics():
    draft = compose(MeetingFacts(**{**FACTS, "forms": ("<script>",)}, presenter="<b>An</b>"))
    assert "<script>" not in draft.body
    assert "&lt;b&gt;An" in draft.body
