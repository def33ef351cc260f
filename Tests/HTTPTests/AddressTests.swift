import Fixtures
import HTTP
import Testing

@Suite("An address") struct AddressTests {
    private func head(_ target: String, _ headers: [(String, String)] = [], peer: String = "127.0.0.1") throws
        -> RequestHead
    {
        try RequestHead(method: .get, target: Array(target.utf8), headers: Headers(headers), peer: peer)
    }

    @Test(
        "is decoded once",
        arguments: [
            ("/ho-so/12", "/ho-so/12"), ("/%C4%91%C6%A1n%20v%E1%BB%8B", "/đơn vị"), ("/a+b", "/a+b"),
            ("/a%2541", "/a%41"), ("/.well-known/x", "/.well-known/x"), ("/a..b/...", "/a..b/..."), ("/", "/"),
        ])
    func path(_ target: String, _ path: String) throws {
        try #expect(head(target).path == path)
    }

    @Test("has parameters in order, of which a name may occur twice") func query() throws {
        let query = try head("/?b=2&a=1&b=hai+ba&tr%E1%BB%91ng=&ch%E1%BB%89").query
        #expect(query.names == ["b", "a", "trống", "chỉ"])
        #expect(query.all("b") == ["2", "hai ba"])
        #expect(query["b"] == "2")
        #expect(query["trống"] == "")
        #expect(query["chỉ"] == "")
        #expect(query["khác"] == nil)
    }

    @Test("can be written again as it was read, with one parameter changed") func encoded() throws {
        let query = Parameters([("tên", "Đỗ & Sơn"), ("trang", "1"), ("tên", "2+2=4")])
        let target = "/?" + query.encoded
        try #expect(head(target).query == query)
        #expect(
            query.setting("trang", to: "2").encoded
                == "t%C3%AAn=%C4%90%E1%BB%97%20%26%20S%C6%A1n&trang=2&t%C3%AAn=2%2B2%3D4")
        #expect(query.setting("tên", to: nil).pairs.map(\.value) == ["1"])
        #expect(query.setting("mới", to: "x").names == ["tên", "trang", "mới"])
    }

    @Test("tells the visitor from the proxy on this machine only") func forwarded() throws {
        let headers = [("X-Forwarded-For", "6.6.6.6, 10.1.2.3"), ("X-Forwarded-Proto", "https")]
        let near = try head("/", headers)
        #expect(near.remote == "10.1.2.3")
        #expect(near.isForwardedSecure)
        let far = try head("/", headers, peer: "10.9.9.9")
        #expect(far.remote == "10.9.9.9")
        #expect(!far.isForwardedSecure)
        try #expect(head("/", [("X-Forwarded-For", "<script>")]).remote == "127.0.0.1")
    }

    @Test("comes with cookies, of which the first of a name counts") func cookies() throws {
        let head = try head("/", [("Cookie", "phien=abc=; a=1;b= 2 ; a=3"), ("cookie", "c=4; lẻ")])
        #expect(head.cookies == ["phien": "abc=", "a": "1", "b": " 2", "c": "4"])
    }
}

@Suite("Headers") struct HeadersTests {
    @Test("compare without case and keep every value") func lookup() {
        let headers = Headers([("Accept", "a"), ("X-Một", "b"), ("ACCEPT", "c")])
        #expect(headers["accept"] == "a")
        #expect(headers.all("Accept") == ["a", "c"])
        #expect(headers.occurrences(of: "aCCept") == 2)
        #expect(headers["Accep"] == nil)
        #expect(headers.pairs.map(\.name) == ["accept", "x-một", "accept"])
    }
}
