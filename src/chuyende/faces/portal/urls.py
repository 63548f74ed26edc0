from django.urls import path

from .views import feeds, newsroom, public

app_name = "portal"
urlpatterns = [
    # open to everybody
    path("", public.home, name="home"),
    path("tin-bai/", public.article_list, name="article_list"),
    path("tin-bai/<slug:slug>/", public.article_read, name="article_read"),
    path("tin-bai/<slug:slug>/in/", public.article_print, name="article_print"),
    path("anh/<uuid:pk>/<slug:size>.webp", public.article_photo, name="article_photo"),
    path("gioi-thieu/", public.about, name="about"),
    path("van-ban-cong-khai/", public.document_list, name="document_list"),
    path("van-ban-cong-khai/<uuid:pk>/tep/", public.document_file, name="document_file"),
    path("tim-kiem/", public.search, name="search"),
    path("thong-ke-truy-cap/", public.visitor_statistics, name="visitor_statistics"),
    path("so-do-trang/", public.site_map, name="site_map"),
    path("rss.xml", feeds.latest_articles, name="feed"),
    path("sitemap.xml", feeds.sitemap_xml, name="sitemap"),
    path("robots.txt", feeds.robots, name="robots"),
    # the newsroom
    path("bien-tap/", newsroom.newsroom, name="newsroom"),
    path("bien-tap/moi/", newsroom.article_draft, name="article_draft"),
    path("bien-tap/thong-ke/", newsroom.counter_start, name="counter_start"),
    path("bien-tap/<uuid:pk>/", newsroom.article_detail, name="article_detail"),
    path("bien-tap/<uuid:pk>/sua/", newsroom.article_change, name="article_change"),
    path("bien-tap/<uuid:pk>/xem-truoc/", newsroom.article_preview, name="article_preview"),
    path("bien-tap/<uuid:pk>/anh/<slug:size>.webp", newsroom.draft_photo, name="draft_photo"),
    path("bien-tap/<uuid:pk>/gui-duyet/", newsroom.article_submit, name="article_submit"),
    path("bien-tap/<uuid:pk>/dang/", newsroom.article_publish, name="article_publish"),
    path("bien-tap/<uuid:pk>/go/", newsroom.article_withdraw, name="article_withdraw"),
    path("bien-tap/<uuid:pk>/luot-xem/", newsroom.article_views, name="article_views"),
]
