"""Sign-in through a provider of the province: set up, taken, linked, refused."""

import re

import pytest
import second_factor
from accessibility import must_be_accessible, must_not_scroll_sideways
from conftest import Visitors, arrive
from playwright.sync_api import expect
from served import Served, program_under_test
from sign_in_provider import CLIENT, SECRET, SignInProvider
from test_second_factor import first_step, old_proofs, set_up


@pytest.fixture(scope="module")
def own_office(tmp_path_factory):
    program = program_under_test()
    if program is None:
        pytest.skip("VINHDANH_BINARY names no program")
    with Served(program, tmp_path_factory.mktemp("openid")) as served:
        yield served


@pytest.fixture(scope="module")
def provider(own_office):
    with SignInProvider() as running:
        running.redirect = own_office.address + "/dang-nhap/chung/ve"
        running.people = {
            "hanh": {"sub": "s-hanh", "preferred_username": "hanh", "name": "Đặng Hạnh Nguyên"},
            "nguoi-la": {"sub": "s-la", "preferred_username": "nguoi.la", "name": "Người Lạ"},
            "dung": {"sub": "s-dung", "preferred_username": "phan.tri.dung"},
            "gia-hanh": {"sub": "s-moi", "preferred_username": "hanh"},
        }
        yield running


@pytest.fixture
def enter(browser, own_office):
    found = Visitors(browser, own_office.address, own_office.accounts)
    yield found
    found.leave()
    assert found.complaints() == []


def as_person(page, name, wanted=None):
    """Through the provider, as that person there."""
    page.goto("/dang-nhap" + (f"?ve={wanted}" if wanted else ""))
    page.get_by_role("link", name="Đăng nhập bằng tài khoản của tỉnh").click()
    page.get_by_role("button", name=name, exact=True).click()


@pytest.fixture(scope="module", autouse=True)
def opened(browser, own_office, provider):
    """The administrator opens the way, as the first test of all."""
    people = Visitors(browser, own_office.address, own_office.accounts)
    page = people("quantri", "/quan-tri/dang-nhap")
    page.get_by_label("Mở đăng nhập chung").check()
    page.get_by_label(re.compile("Địa chỉ nơi cấp")).fill(provider.issuer)
    page.get_by_label(re.compile("Mã phần mềm")).fill(CLIENT)
    page.get_by_label(re.compile("Mật khẩu phần mềm")).fill(SECRET)
    page.get_by_label(re.compile("Thuộc tính mang tên đăng nhập")).fill("preferred_username")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("đang mở")
    assert people.complaints() == []
    people.leave()
    database = (own_office.data / "vinhdanh.sqlite").read_bytes()
    assert SECRET.encode() not in database


def test_the_settings_serve_everybody_and_refuse_in_words(enter, shot):
    page = enter("quantri", "/quan-tri/dang-nhap")
    must_be_accessible(page)
    shot(page, "openid-settings")
    page.set_viewport_size({"width": 360, "height": 740})
    must_not_scroll_sideways(page)
    shot(page, "openid-settings-phone")
    page.set_viewport_size({"width": 1440, "height": 900})
    for wrong, words in [("http://a.example", "phải bắt đầu bằng https://"), ("http://127.0.0.1:9", "Không liên lạc được")]:
        page.get_by_label(re.compile("Địa chỉ nơi cấp")).fill(wrong)
        page.get_by_role("button", name="Lưu", exact=True).click()
        expect(page.get_by_role("alert")).to_contain_text(words)
        must_be_accessible(page)
        expect(page.get_by_label(re.compile("Địa chỉ nơi cấp"))).to_have_value(wrong)
    shot(page, "openid-settings-refused")


def test_a_person_known_by_login_comes_in_and_goes_on(enter, provider, shot):
    must_be_accessible(enter(None, "/dang-nhap"))
    # Without script from here on.
    page = enter.plain(None, "/dang-nhap")
    shot(page, "openid-sign-in")
    as_person(page, "hanh", "/chuong-trinh")
    arrive(page, "/chuong-trinh")
    expect(page.get_by_role("banner")).to_contain_text("Đặng Hạnh Nguyên")
    page.goto("/tai-khoan")
    expect(page.get_by_text("Đã liên kết từ")).to_be_visible()
    shot(page, "openid-linked")
    # From now on it is the subject that counts, whatever the login there.
    provider.people["hanh"]["preferred_username"] = "ten.moi"
    as_person(enter(None, "/"), "hanh")
    provider.people["hanh"]["preferred_username"] = "hanh"


def test_strangers_are_told_whom_to_ask_and_nobody_takes_an_old_name(enter, own_office, shot):
    page = enter(None, "/dang-nhap")
    as_person(page, "nguoi-la")
    expect(page.get_by_role("main")).to_contain_text("chưa có tài khoản nào gắn với người đó")
    expect(page.get_by_role("main")).to_contain_text("s-la")
    must_be_accessible(page)
    shot(page, "openid-stranger")
    page.goto("/chuong-trinh")
    arrive(page, "/dang-nhap")
    as_person(page, "gia-hanh")
    expect(page.get_by_role("main")).to_contain_text("đã liên kết với một người khác")
    page.get_by_role("link", name="Về trang đăng nhập").click()
    page.get_by_role("link", name="Đăng nhập bằng tài khoản của tỉnh").click()
    page.get_by_role("button", name="Từ chối").click()
    expect(page.get_by_role("main")).to_contain_text("chưa cho phép")
    # A callback that nobody asked for, and the same one twice.
    page.goto("/dang-nhap/chung/ve?code=x&state=" + "0" * 64)
    expect(page.get_by_role("main")).to_contain_text("Hãy bấm lại nút đăng nhập")
    must_be_accessible(page)


def test_a_rule_never_opens_an_account_with_power(enter, provider):
    """Whoever is given the administrator's name at the provider is a stranger here until somebody links them."""
    provider.people["gia-quan-tri"] = {"sub": "s-gia-qt", "preferred_username": "quantri"}
    page = enter(None, "/dang-nhap")
    as_person(page, "gia-quan-tri")
    expect(page.get_by_role("main")).to_contain_text("chưa có tài khoản nào gắn với người đó")
    page.goto("/chuong-trinh")
    arrive(page, "/dang-nhap")


def test_a_provider_that_misbehaves_is_named_and_passwords_still_work(enter, provider, own_office, shot):
    def elsewhere(call):
        call.send_response(302)
        call.send_header("Location", "http://127.0.0.1:1/")
        call.end_headers()

    answers = {
        "redirect": elsewhere,
        "page": lambda call: provider.text(call, 200, "<html>", "text/html"),
        "flood": lambda call: provider.text(call, 200, "x" * 700_000),
        "fault": lambda call: provider.json(call, {"error": "server_error"}, 500),
        "nothing": lambda call: provider.json(call, {"access_token": "x"}),
    }
    page = enter(None, "/dang-nhap")
    try:
        for answer in answers.values():
            provider.instead = answer
            as_person(page, "hanh")
            expect(page.get_by_role("main")).to_contain_text("Không liên lạc được với hệ thống đăng nhập chung")
            must_be_accessible(page)
        shot(page, "openid-unreachable")
    finally:
        provider.instead = None
    assert SECRET not in own_office.log.read_text(encoding="utf-8", errors="replace")
    first_step(page, own_office.accounts["hanh"])
    page.wait_for_url(lambda address: "/dang-nhap" not in address)


def test_a_slow_provider_stops_nobody_else(enter, provider, own_office):
    """Takes ten seconds, the longest that the program waits for an answer."""
    import time
    slow = [enter(None, "/dang-nhap") for _ in range(3)]
    provider.delay = 12
    try:
        for page in slow:
            page.goto("/dang-nhap")
            page.get_by_role("link", name="Đăng nhập bằng tài khoản của tỉnh").click()
            page.get_by_role("button", name="hanh", exact=True).click(no_wait_after=True)
        time.sleep(0.5)
        page = enter(None, "/dang-nhap")
        begun = time.monotonic()
        first_step(page, own_office.accounts["dung"])
        page.wait_for_url(lambda address: "/dang-nhap" not in address)
        assert time.monotonic() - begun < 5
        expect(slow[2].get_by_role("main")).to_contain_text("đang trả lời chậm")
        expect(slow[0].get_by_role("main")).to_contain_text("Không liên lạc được", timeout=15_000)
    finally:
        provider.delay = 0


def test_a_callback_counts_once_and_only_in_its_own_browser(enter, own_office):
    page, other = enter(None, "/dang-nhap"), enter(None, "/dang-nhap")
    seen = []
    page.on("request", lambda request: seen.append(request.url) if "/chung/ve" in request.url else None)
    as_person(page, "hanh")
    page.wait_for_url(lambda address: "/chung" not in address and own_office.address in address)
    other.goto(seen[0])
    expect(other.get_by_role("main")).to_contain_text("Hãy bấm lại nút đăng nhập")
    page.goto(seen[0])
    expect(page.get_by_role("main")).to_contain_text("Hãy bấm lại nút đăng nhập")


@pytest.mark.parametrize("what", ["aud", "iss", "nonce", "exp", "kid"])
def test_a_provider_that_lies_lets_nobody_in(enter, provider, what):
    def twist(claims, header):
        if what == "kid":
            header["kid"] = "khong-co"
        else:
            claims[what] = 1 if what == "exp" else "https://khac.example"
    provider.twist = twist
    try:
        page = enter(None, "/dang-nhap")
        as_person(page, "hanh")
        expect(page.get_by_role("main")).to_contain_text("Không kiểm tra được trả lời")
        page.goto("/chuong-trinh")
        arrive(page, "/dang-nhap")
    finally:
        provider.twist = lambda claims, header: None


def test_new_keys_of_another_kind_are_fetched_when_a_token_names_them(enter, provider, own_office):
    import time
    time.sleep(5.5)
    provider.rotate("ES256")
    before = provider.calls.count("/khoa")
    page = enter(None, "/dang-nhap")
    as_person(page, "hanh", "/chuong-trinh")
    arrive(page, "/chuong-trinh")
    assert provider.calls.count("/khoa") == before + 1
    as_person(enter(None, "/"), "hanh")
    assert provider.calls.count("/khoa") == before + 1


def test_one_links_ones_own_account_and_an_administrator_somebody_elses(enter, provider, shot):
    page = enter("dung", "/tai-khoan")
    page.get_by_role("link", name="Liên kết với tài khoản chung").click()
    page.get_by_role("button", name="dung", exact=True).click()
    arrive(page, "/tai-khoan")
    expect(page.get_by_role("status")).to_contain_text("Đã liên kết")
    again = enter(None, "/dang-nhap")
    as_person(again, "dung", "/quy-nay")
    arrive(again, "/quy-nay")
    page.get_by_role("button", name="Gỡ liên kết").click()
    expect(page.get_by_role("status")).to_contain_text("Đã gỡ liên kết")
    as_person(enter(None, "/"), "dung")

    admin = enter("quantri", "/quan-tri/tai-khoan")
    account = admin.evaluate(
        """async () => { for (let id = 1; id < 9; id += 1) {
            const page = await (await fetch(`/quan-tri/tai-khoan/${id}/xac-thuc`)).text();
            if (page.includes('Phan Trí Dũng')) return id } }""")
    admin.goto(f"/quan-tri/tai-khoan/{account}/xac-thuc")
    must_be_accessible(admin)
    shot(admin, "openid-account")
    admin.get_by_label("Mã định danh (sub)").fill("s-dung")
    admin.get_by_role("button", name="Liên kết", exact=True).click()
    expect(admin.get_by_role("status")).to_contain_text("Đã liên kết")
    once_more = enter(None, "/dang-nhap")
    as_person(once_more, "dung", "/quy-nay")
    arrive(once_more, "/quy-nay")


def test_the_code_is_still_asked_unless_the_provider_is_trusted_to_have_done_so(enter, provider, own_office):
    holder = enter("hanh", "/tai-khoan")
    secret, _ = set_up(holder)
    page = enter(None, "/dang-nhap")
    as_person(page, "hanh", "/chuong-trinh")
    arrive(page, "/dang-nhap/ma")
    page.get_by_label("Mã 6 chữ số").fill(second_factor.next_code(secret))
    page.keyboard.press("Enter")
    arrive(page, "/chuong-trinh")
    admin = enter("quantri", "/quan-tri/dang-nhap")
    admin.get_by_label("Tin xác thực hai bước của nơi cấp").check()
    admin.get_by_role("button", name="Lưu", exact=True).click()
    expect(admin.get_by_role("status")).to_contain_text("đang mở")
    # Trusted, but it did not say so.
    page = enter(None, "/dang-nhap")
    as_person(page, "hanh", "/chuong-trinh")
    arrive(page, "/dang-nhap/ma")
    provider.people["hanh"]["amr"] = ["pwd", "otp", "mfa"]
    page = enter(None, "/dang-nhap")
    as_person(page, "hanh", "/chuong-trinh")
    arrive(page, "/chuong-trinh")


def test_a_proof_through_the_provider_lets_a_waiting_form_go_on(enter, own_office, provider, shot):
    admin = enter("quantri", "/quan-tri/tai-khoan")
    account = admin.evaluate(
        """async () => { for (let id = 1; id < 9; id += 1) {
            const page = await (await fetch(`/quan-tri/tai-khoan/${id}/xac-thuc`)).text();
            if (page.includes('Quản trị hệ thống')) return id } }""")
    provider.people["quantri"] = {"sub": "s-qt", "preferred_username": "khong-dung"}
    admin.goto(f"/quan-tri/tai-khoan/{account}/xac-thuc")
    admin.get_by_label("Mã định danh (sub)").fill("s-qt")
    admin.get_by_role("button", name="Liên kết", exact=True).click()
    expect(admin.get_by_role("status")).to_contain_text("Đã liên kết")
    old_proofs(own_office)
    admin.get_by_role("button", name=re.compile("Gỡ liên kết")).click()
    expect(admin.get_by_role("heading", level=1)).to_have_text("Xác nhận lại")
    must_be_accessible(admin)
    shot(admin, "openid-proof")
    with admin.context.expect_page() as opened:
        admin.get_by_role("link", name=re.compile("Xác nhận bằng tài khoản chung")).click()
    there = opened.value
    there.get_by_role("button", name="quantri", exact=True).click()
    expect(there.get_by_role("heading", level=1)).to_have_text("Đã xác nhận")
    must_be_accessible(there)
    shot(there, "openid-proved")
    there.close()
    admin.get_by_role("button", name="Xác nhận và tiếp tục").click()
    expect(admin.get_by_role("status")).to_contain_text("Đã gỡ liên kết")


def without_a_net(page):
    """The pages of that provider take their style from elsewhere; a test does not."""
    page.route("https://cdn.jsdelivr.net/**", lambda route: route.fulfill(content_type="text/css", body=""))
    return page


def test_another_provider_and_the_rule_of_its_addresses(enter, own_office, shot):
    """Authlib's side of the protocol, written by others; people are found by a verified address of one domain."""
    from oidc_provider_mock import User, run_server_in_thread
    people = [
        User(sub="u1", claims={"email": "Hanh@HoangGiang.example", "email_verified": True, "name": "Hạnh"}),
        User(sub="u2", claims={"email": "dung@hoanggiang.example", "email_verified": False}),
        User(sub="u3", claims={"email": "dung@noi-khac.example", "email_verified": True}),
    ]
    admin = enter("quantri", "/quan-tri/dang-nhap")
    with run_server_in_thread(user_claims=people, require_nonce=True) as server:
        admin.get_by_label(re.compile("Địa chỉ nơi cấp")).fill(f"http://localhost:{server.server_port}")
        admin.get_by_label(re.compile("Thuộc tính mang tên đăng nhập")).fill("email")
        admin.get_by_label(re.compile("Tên miền thư")).fill("hoanggiang.example")
        admin.get_by_label("Tin xác thực hai bước của nơi cấp").uncheck()
        admin.get_by_role("button", name="Lưu", exact=True).click()
        expect(admin.get_by_role("status")).to_contain_text("đang mở")
        shot(admin, "openid-settings-rule")
        for person in ["u2", "u3"]:
            page = without_a_net(enter(None, "/dang-nhap"))
            as_person(page, person)
            expect(page.get_by_role("main")).to_contain_text("chưa có tài khoản nào gắn với người đó")
        page = without_a_net(enter(None, "/dang-nhap"))
        as_person(page, "u1", "/chuong-trinh")
        # Turned on by an earlier test: the code of this program is asked, since the provider is not trusted for it.
        arrive(page, "/dang-nhap/ma")
    # And when it is gone.
    page = enter(None, "/dang-nhap")
    admin.get_by_role("button", name="Lưu", exact=True).click()
    expect(admin.get_by_role("alert")).to_contain_text("Không liên lạc được")
    page.get_by_role("link", name="Đăng nhập bằng tài khoản của tỉnh").click()
    expect(page.get_by_role("main")).to_contain_text("hoặc đăng nhập bằng mật khẩu")
    admin.goto("/quan-tri/dang-nhap")
    admin.get_by_label("Mở đăng nhập chung").uncheck()
    admin.get_by_role("button", name="Lưu", exact=True).click()
    expect(admin.get_by_role("status")).to_contain_text("đang đóng")
    page.goto("/dang-nhap")
    expect(page.get_by_role("link", name="Đăng nhập bằng tài khoản của tỉnh")).to_have_count(0)


def test_the_administrator_sets_who_needs_a_second_factor(enter, own_office, shot):
    admin = enter("quantri", "/quan-tri/dang-nhap")
    expect(admin.get_by_role("main")).to_contain_text("Tỉnh mẫu: chưa bắt buộc")
    expect(admin.get_by_role("main")).to_contain_text("chưa bật")
    admin.get_by_role("button", name="Lưu quy định").click()
    expect(admin.get_by_role("alert")).to_contain_text("Hãy chọn một trong hai quy định")
    must_be_accessible(admin)
    admin.get_by_label("Bắt buộc với quản trị và thư ký hội đồng").check()
    old_proofs(own_office)
    admin.get_by_role("button", name="Lưu quy định").click()
    expect(admin.get_by_role("heading", level=1)).to_have_text("Xác nhận lại")
    admin.get_by_label("Mật khẩu").fill(own_office.accounts["quantri"].password)
    admin.keyboard.press("Enter")
    # From now on it holds for who has set it, too.
    arrive(admin, "/tai-khoan/xac-thuc")
    expect(admin.get_by_role("main")).to_contain_text("Hãy bật xác thực hai bước trước khi làm việc")
    shot(admin, "sign-in-policy-holds")
