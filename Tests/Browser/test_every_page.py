"""Every page that a role can reach by links is fit for everybody: found by walking, so that no new page is forgotten."""

import re
from urllib.parse import urlsplit

import pytest
from accessibility import must_be_accessible, must_not_scroll_sideways

ROLES = ["hanh", "dung", "bao", "quantri"]
# What a walk must find at least; a link that went missing is noticed here.
FOUND = {
    "hanh": {"/viec-cua-toi", "/chuong-trinh", "/chuong-trinh/nhap", "/ban-nhap/:id", "/ban-nhap/:id/thong-tin",
             "/ban-nhap/:id/bo", "/viec/:id", "/viec/:id/sua", "/viec/:id/thoi", "/viec/moi",
             "/chuong-trinh/ke-hoach/:id", "/tai-khoan", "/trao-doi", "/trao-doi/don-vi",
             "/don-vi", "/don-vi/cay", "/don-vi/:id", "/don-vi/:id/doi-ten", "/don-vi/sap-xep", "/don-vi/sap-xep/:id",
             "/lich-nghi", "/lich-nghi/:id/sua"},
    "dung": {"/quy-nay", "/chuong-trinh", "/viec/:id", "/chuong-trinh/ke-hoach/:id", "/tai-khoan"},
    "bao": {"/viec-cua-toi", "/chuong-trinh", "/viec/:id", "/tai-khoan"},
    "quantri": {"/quan-tri/tai-khoan", "/quan-tri/tai-khoan/moi", "/quan-tri/tai-khoan/:id",
                "/quan-tri/tai-khoan/:id/khoa", "/quan-tri/tai-khoan/:id/xem-nhu", "/tai-khoan"},
}
# States that no plain link leads to.
MORE = {
    "hanh": ["/chuong-trinh?nam=2035", "/tim?tim=khen", "/tim?tim=zzzz", "/khong-co-trang-nay"],
    "dung": [], "bao": ["/ban-nhap/1", "/quan-tri/tai-khoan"], "quantri": ["/chuong-trinh"],
}
LINKS = """() => [...document.querySelectorAll('a[href]:not([download])')]
    .filter((link) => link.origin === location.origin).map((link) => link.pathname + link.search)"""


def template(path):
    """`/viec/12/sua?x=1` is one of `/viec/:id/sua`."""
    return re.sub(r"/\d+(?=/|$)", "/:id", urlsplit(path).path)


def is_page(path):
    return not re.search(r"^/tep/|/tep$|\.xlsx", urlsplit(path).path)


def must_be_fit(page, answer, seen_at_phone):
    """One page at a desk and on a phone."""
    assert answer.headers["content-type"].startswith("text/html")
    assert page.locator("html").get_attribute("lang") == "vi"
    assert page.locator("h1").count() == 1, f"{page.url} has {page.locator('h1').count()} h1"
    assert page.title().endswith(" – Vinh Danh") and len(page.title()) > 14
    twice = page.evaluate(
        "() => [...document.querySelectorAll('[id]')].map((one) => one.id).filter((id, at, all) => all.indexOf(id) !== at)")
    assert twice == [], f"{page.url}: ids that stand twice: {twice}"
    lost = page.evaluate(
        """() => [...document.querySelectorAll('a[href^="#"]')].map((one) => one.getAttribute('href').slice(1))
            .filter((id) => id && !document.getElementById(id))""")
    assert lost == [], f"{page.url}: links to nowhere: {lost}"
    must_be_accessible(page)
    page.set_viewport_size({"width": 360, "height": 740})
    must_not_scroll_sideways(page)
    if not seen_at_phone:
        must_be_accessible(page)


# Pages checked on a phone already, by an earlier role: there the frame and the parts are the same.
ON_PHONE = set()


@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_a_role_serves_everybody(visit, shot, role):
    page = visit(role, "/")
    waiting, met, wrong = [urlsplit(page.url).path], {}, []
    extra = list(MORE[role])
    while waiting or extra:
        path = waiting.pop(0) if waiting else extra.pop(0)
        name = template(path)
        is_extra = path in MORE[role]
        if name in met and not is_extra:
            continue
        page.set_viewport_size({"width": 1440, "height": 900})
        answer = page.goto(path)
        met[name] = path
        place = (name, "?" in path)
        label = f"{role}{name}{'-them' if is_extra else ''}".replace("/:id", "-x")
        shot(page, label)
        links = page.evaluate(LINKS)
        try:
            must_be_fit(page, answer, place in ON_PHONE)
        except AssertionError as problem:
            wrong.append(str(problem))
        if place not in ON_PHONE:
            shot(page, label + "-phone")
        ON_PHONE.add(place)
        if answer.status == 200:
            waiting += [link for link in links if is_page(link) and template(link) not in met]
    assert wrong == [], "\n".join(wrong)
    assert FOUND[role] <= set(met), f"not reached: {FOUND[role] - set(met)}"


def open_edit_form(page):
    """The waiting draft of the sample with the form of its first task, everything unfolded."""
    page.get_by_role("main").locator("tbody th a").first.click()
    page.wait_for_url(re.compile("/ban-nhap/"))
    page.locator("[data-edit]").first.click()
    page.wait_for_url(re.compile("viec="))
    page.locator("main details:not(.menu)").evaluate_all("folds => folds.forEach((fold) => { fold.open = true })")


def test_the_edit_form_serves_everybody(visit, shot):
    page = visit("hanh", "/chuong-trinh/nhap")
    open_edit_form(page)
    must_be_accessible(page)
    shot(page, "review-edit")
    page.set_viewport_size({"width": 360, "height": 740})
    must_not_scroll_sideways(page)
    must_be_accessible(page)
    shot(page, "review-edit-phone")


def test_the_edit_form_is_fit_in_the_dark(visit, shot):
    page = visit("hanh", "/chuong-trinh/nhap", color_scheme="dark")
    open_edit_form(page)
    must_be_accessible(page)
    shot(page, "review-edit-dark")


@pytest.mark.parametrize("path", ["/viec-cua-toi", "/chuong-trinh", "/quy-nay"])
def test_the_pages_most_looked_at_are_fit_in_the_dark(visit, shot, path):
    page = visit("dung", path, color_scheme="dark")
    must_be_accessible(page)
    shot(page, f"dark{path}")


def test_text_may_be_twice_as_large(visit, shot):
    # 200 % at 1280 px is a window of 640 px.
    page = visit("hanh", "/chuong-trinh", viewport={"width": 640, "height": 512})
    must_not_scroll_sideways(page)
    page.goto("/chuong-trinh/nhap")
    page.get_by_role("main").locator("tbody th a").first.click()
    page.wait_for_url(re.compile("/ban-nhap/"))
    must_not_scroll_sideways(page)
    shot(page, "review-200")
