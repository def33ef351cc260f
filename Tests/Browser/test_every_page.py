"""Every page that a role can reach by links is fit for everybody: found by walking, so that no new page is forgotten."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from accessibility import must_be_accessible, must_not_scroll_sideways

# Who walks, and their column of docs/permissions.md.
ROLES = {"hanh": "specialist", "dung": "leader", "bao": "unitOfficer", "quantri": "administrator"}
PERMISSIONS = Path(__file__).resolve().parents[2] / "docs/permissions.md"
TESTS = Path(__file__).resolve().parent
# What a role may open and no plain link of the sample leads it to: why, and the test that opens it. One that explains nothing
# any more is noticed as well.
UNREACHED = [
    (r"\.(?:xlsx|docx|pdf|ics|csv|json|jsonl|png)|/tep|/tep/:id|/xuat|/mau|/tra-lai|/tai|/dau-ky", "a file, no page", None),
    (r"/dang-nhap/chung|/dang-nhap/chung/ve|/xac-nhan/chung|/tai-khoan/lien-ket", "only where the province has a system of its own",
     "test_openid.py"),
    (r"/hoi-dong/:id/bo-phan-cong", "a step of a form", "test_councils.py"),
    (r"/su-kien/:id(/doi-ngay)?", "not every plan has an event, and the walk opens one plan", "test_programme_views.py"),
    (r"/vuong-mac/:id|/xin-y-kien/:id|/viec/:id/don-doc", "the sample has none", "test_following.py"),
    (r"/khen-thuong/sang-kien/:id", "not everybody has an initiative, and the walk opens one life", "test_honours.py"),
    (r"/quy-che-dia-phuong/:id/(duyet|ket-thuc)", "the sample has none that waits for approval", "test_regulations.py"),
    (r"/healthz|/metrics", "for machines", "test_harness.py"),
    (r"/dang-nhap|/loi-moi", "for who is not signed in yet", "test_accounts.py"),
    (r"/dang-nhap/ma|/xac-nhan", "a step between two others", "test_second_factor.py"),
    (r"/tim", "the form of the frame", "test_search.py"),
    (r"/trao-doi/[a-z-]+/:id(/cot|/hoan-tac)?", "after a file was sent", "test_exchange.py"),
    (r"/don-vi/sap-xep/:id/[a-z-]+", "a step of a reorganisation that is being prepared", "test_units.py"),
    (r"/ban-nhap/:id/nhan", "when nothing hinders the adoption", "test_main_job.py"),
    (r"/chuc-vu/:id/(xoa|dieu-dong)", "not for every post, and the walk opens one person", "test_people.py"),
    (r"/nguoi/trung/:id/:id", "a pair that the unit does not have", "test_people.py"),
    (r"/quan-tri/thoi-han-luu/:id", "somebody whose time is over", "test_people.py"),
    (r"/soan-ke-hoach/:id/ban-hanh", "when every row has been looked at", "test_plan_writing.py"),
    (r"/viec/:id/(xong|viec-con/:id/bo)", "only with sub-tasks, of which the sample has none", "test_sharing_work.py"),
    (r"/viec/:id(/thoi-gian|/don-doc|/viec-con)?|/don-vi/:id/(viec|loi-nhac)|/chuong-trinh/ke-hoach/:id", "an administrator has no unit, and so no tasks", "test_main_job.py"),
    (r"/thu-ke-hoach/:id(/cu-the-hoa)?|/ke-hoach-don-vi/:id", "an administrator has no unit that asks or is asked", "test_unit_plans.py"),
]


def may_open(role):
    """Templates of the pages that PermissionTests say a role may open."""
    column, pages = 0, set()
    for line in PERMISSIONS.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0] == "page":
            column = next(at for at, cell in enumerate(cells) if cell.startswith(role + " "))
        elif cells[0].startswith("GET `") and cells[column] == "opens":
            pages.add(template(re.sub(r"/ID(?=/|$)", "/1", cells[0].split("`")[1])))
    assert len(pages) > 30
    return pages


# States that no plain link leads to.
MORE = {
    "hanh": ["/chuong-trinh?nam=2035", "/tim?tim=khen", "/tim?tim=zzzz", "/khong-co-trang-nay"],
    "dung": [], "bao": ["/ban-nhap/1", "/quan-tri/tai-khoan"], "quantri": ["/chuong-trinh"],
}
LINKS = """() => [...document.querySelectorAll('a[href]:not([download])')]
    .filter((link) => link.origin === location.origin).map((link) => link.pathname + link.search)"""


def template(path):
    """`/viec/12/sua?x=1` is one of `/viec/:id/sua`; awards are named by a code."""
    path = re.sub(r"^(/luat/danh-hieu|/luat/van-ban/trung-uong)/[^/]+", r"\1/:id", urlsplit(path).path)
    return re.sub(r"/\d+(?=/|$)", "/:id", path)


def is_page(path):
    return not re.search(rf"(?:{UNREACHED[0][0]})$|^/tep/", urlsplit(path).path)


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


# Explanations that were needed, and the roles that have walked.
NEEDED, WALKED = set(), set()
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
    unexplained = []
    for name in sorted(may_open(ROLES[role]) - set(met)):
        reasons = [rule for rule, _, _ in UNREACHED if re.fullmatch(rule if rule[0] == "/" else f".*({rule})", name)]
        NEEDED.update(reasons[:1])
        if not reasons:
            unexplained.append(name)
    assert unexplained == [], f"{role} may open but does not reach: {unexplained}"
    WALKED.add(role)


def test_what_is_not_reached_is_explained_by_what_is_so():
    for rule, why, test in UNREACHED:
        assert test is None or (TESTS / test).exists(), f"{rule} ({why}): there is no {test}"
    if WALKED != set(ROLES):
        pytest.skip("not every role has walked in this run")
    assert NEEDED == {rule for rule, _, _ in UNREACHED}, "explains what is reached by now"


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
