"""The harness itself: it passes good pages and sees what is wrong with faulty ones."""

import pytest
from accessibility import must_be_accessible, must_have_large_targets, must_not_scroll_sideways
from conftest import keep, visitors
from keyboard import reach_all, tab_to
from tiny_site import TinySite


@pytest.fixture(scope="module")
def site():
    with TinySite() as tiny:
        yield tiny


@pytest.fixture
def visit(request, browser, site):
    """As the `visit` of every other test, but to the tiny site."""
    yield from visitors(request, browser, site.address, {})


def test_a_good_page_passes_every_check(visit):
    page = visit(None, "/")
    must_be_accessible(page)
    must_not_scroll_sideways(page)
    must_have_large_targets(page)
    page.witness.must_be_content()


def test_a_field_without_a_label_is_a_violation(visit):
    with pytest.raises(AssertionError, match=r"(?s)image-alt.*label|label.*image-alt"):
        must_be_accessible(visit(None, "/khong-nhan"))


@pytest.mark.parametrize(("path", "complaint"), [
    ("/script-trong-trang", "content policy: script-src-elem refused inline"),
    ("/script-hong", "script error"),
    ("/thieu-tep", "404 for GET"),
])
def test_what_goes_wrong_in_a_page_is_witnessed(visit, path, complaint):
    page = visit(None, path)
    page.wait_for_load_state("networkidle")
    with pytest.raises(AssertionError, match=complaint):
        page.witness.must_be_content()
    assert page.witness.forgive("")


def test_a_page_that_is_refused_is_left_to_the_test(visit):
    page = visit(None, "/khong-co")
    assert page.title() == "Không tìm thấy"
    page.witness.must_be_content()


def test_the_keyboard_reaches_everything_in_order(visit):
    assert reach_all(visit(None, "/")) == ["Xem chương trình", "Tìm", "Tìm việc"]


def test_a_link_is_followed_without_a_mouse(visit):
    page = visit(None, "/")
    tab_to(page, "Xem chương trình")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tot")
    assert page.get_by_role("heading", level=1).inner_text() == "Chương trình"


def test_a_focus_that_is_not_seen_is_noticed(visit):
    with pytest.raises(AssertionError, match="is not seen"):
        tab_to(visit(None, "/tieu-diem-an"), "Xem chương trình")


def test_a_phone_has_360_px_and_notices_a_wide_table(visit):
    page = visit.phone(None, "/")
    assert page.evaluate("innerWidth") == 360
    must_not_scroll_sideways(page)
    with pytest.raises(AssertionError, match="900|px wide"):
        must_not_scroll_sideways(visit.phone(None, "/rong"))


def test_a_small_button_is_noticed(visit):
    with pytest.raises(AssertionError, match="20 px"):
        must_have_large_targets(visit.phone(None, "/nut-nho"))


def test_a_page_works_without_script(visit):
    assert visit.plain(None, "/script-hong").title() == "Tìm"


def test_a_picture_is_kept(visit):
    path = keep(visit(None, "/"), "harness")
    assert path.stat().st_size > 1000
