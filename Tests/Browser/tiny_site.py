"""A site of a few pages, good ones and faulty ones, on which the harness shows that it sees what it should."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

POLICY = "default-src 'self'; frame-ancestors 'none'"


def page(title, body):
    return (
        f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="/icon.svg">'
        f'<link rel="stylesheet" href="/style.css"></head><body><main><h1>{title}</h1>{body}</main></body></html>')


PAGES = {
    "/": page("Việc của tôi", '<p><a href="/tot">Xem chương trình</a></p><form><label for="tu">Tìm</label>'
              '<input id="tu" name="tu"><button>Tìm việc</button></form>'),
    "/tot": page("Chương trình", "<p>Không có việc nào trễ hạn.</p>"),
    "/khong-nhan": page("Tìm", '<form><input name="tu"></form><img src="/icon.svg">'),
    "/script-trong-trang": page("Tìm", "<script>document.title = 'bị chiếm'</script>"),
    "/script-hong": page("Tìm", '<script src="/broken.js"></script>'),
    "/thieu-tep": page("Tìm", '<script src="/missing.js"></script>'),
    "/rong": page("Bảng", '<table class="wide"><tr><td>Một bảng quá rộng</td></tr></table>'),
    "/tieu-diem-an": page("Tìm", '<p><a class="hidden-focus" href="/tot">Xem chương trình</a></p>'),
    "/nut-nho": page("Tìm", '<button class="small">Gửi</button>'),
}
FILES = {
    "/style.css": ("text/css", "a:focus-visible, button:focus-visible, input:focus-visible { outline: 3px solid #1d4c8a }"
                   " button, input { min-height: 44px } button.small { min-height: 20px; height: 20px }"
                   " .wide { width: 900px } a.hidden-focus:focus-visible { outline: none }"),
    "/broken.js": ("text/javascript", "throw new Error('hỏng')"),
    "/icon.svg": ("image/svg+xml", '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"></svg>'),
}


class Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = self.path.split("?")[0]
        if path in PAGES:
            self._send(200, "text/html; charset=utf-8", PAGES[path])
        elif path in FILES:
            self._send(200, *FILES[path])
        else:
            self._send(404, "text/html; charset=utf-8", page("Không tìm thấy", "<p>Kiểm tra lại địa chỉ.</p>"))

    def _send(self, status, kind, text):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class TinySite:
    def __enter__(self):
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
