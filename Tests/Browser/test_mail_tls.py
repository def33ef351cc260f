"""Mail over TLS: a server that proves who it is gets letter and password, another one gets neither."""

import pytest
from accessibility import must_be_accessible
from mailhost import Authority, MailHost
from playwright.sync_api import expect

PASSWORD = "mật khẩu của máy chủ thư"
STARTTLS, TLS = "STARTTLS", "TLS ngay từ đầu"


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def admin(visit):
    page = visit("quantri", "/quan-tri/gui-thu")
    yield page
    page.goto("/quan-tri/gui-thu")
    page.get_by_label("Gửi thư", exact=True).uncheck()
    page.get_by_label("Bỏ mật khẩu đang giữ").check()
    page.get_by_label("Chứng thư tin cậy thêm").fill("")
    page.get_by_label("Tên đăng nhập máy chủ thư").fill("")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu")


def settings(page, host, security, trusted="", name="127.0.0.1"):
    page.goto("/quan-tri/gui-thu")
    page.get_by_label("Máy chủ thư (SMTP)").fill(name)
    page.get_by_label("Cổng", exact=True).fill(str(host.port))
    page.get_by_label(security).check()
    page.get_by_label("Tên đăng nhập máy chủ thư").fill("thidua")
    page.get_by_label("Mật khẩu máy chủ thư").fill(PASSWORD)
    page.get_by_label("Địa chỉ gửi", exact=True).fill("thidua@hoanggiang.gov.vn")
    page.get_by_label("Địa chỉ của phần mềm").fill("https://thidua.hoanggiang.gov.vn")
    page.get_by_label("Chứng thư tin cậy thêm").fill(trusted)
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("status")).to_contain_text("Đã lưu")


def try_out(page):
    page.get_by_label("Gửi đến địa chỉ").fill("thu@hoanggiang.gov.vn")
    page.get_by_role("button", name="Gửi thử").click()


@pytest.mark.parametrize("security", [STARTTLS, TLS])
def test_a_letter_and_the_password_go_over_tls_alone(admin, authority, security):
    context = authority.context("IP:127.0.0.1")
    how = {"starttls": context} if security == STARTTLS else {"tls": context}
    with MailHost(password=PASSWORD, **how) as host:
        settings(admin, host, security, authority.certificate.read_text())
        try_out(admin)
        expect(admin.get_by_role("status")).to_contain_text("đã nhận thư thử")
        assert host.letters[0][1] == ["thu@hoanggiang.gov.vn"]
        assert host.were_encrypted == [True] and host.passwords == [PASSWORD]


@pytest.mark.parametrize("security", [STARTTLS, TLS])
@pytest.mark.parametrize(("wrong", "words"), [
    ("unknown", "không do nơi đáng tin cấp, nên không gửi; nếu là chứng thư nội bộ, dán chứng thư của nơi cấp"),
    ("name", "cấp cho tên khác, nên không gửi; hãy ghi đúng tên"),
    ("over", "đã hết hạn, nên không gửi; đề nghị người quản máy chủ thư thay"),
])
def test_a_server_that_does_not_prove_who_it_is_gets_nothing(admin, authority, shot, security, wrong, words):
    context = authority.context(
        "DNS:thu.noikhac.vn" if wrong == "name" else "IP:127.0.0.1", days=0 if wrong == "over" else 30)
    how = {"starttls": context} if security == STARTTLS else {"tls": context}
    with MailHost(password=PASSWORD, **how) as host:
        settings(admin, host, security, "" if wrong == "unknown" else authority.certificate.read_text())
        try_out(admin)
        note = admin.get_by_text("Thư thử chưa gửi được.").locator("xpath=..")
        expect(note).to_contain_text(words)
        if security == STARTTLS and wrong == "unknown":
            must_be_accessible(admin)
            shot(admin, "mail-certificate-refused")
        assert host.letters == [] and host.passwords == []


def test_a_server_without_the_promised_tls_gets_nothing(admin, authority):
    with MailHost() as host:
        settings(admin, host, STARTTLS, authority.certificate.read_text())
        try_out(admin)
        expect(admin.get_by_role("main")).to_contain_text("máy chủ không nhận STARTTLS")
        settings(admin, host, TLS, authority.certificate.read_text())
        try_out(admin)
        expect(admin.get_by_role("main")).to_contain_text("không lập được kết nối TLS; hãy xem lại cổng")
        assert host.letters == []
