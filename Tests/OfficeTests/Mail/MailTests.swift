import Database
import Fixtures
import Foundation
import Testing
import Vocabulary

@testable import Office

@Suite("Mail") struct MailTests {
    @Test("takes plain addresses only")
    func addresses() {
        for text in ["a@b.vn", "hanh.snv@hoanggiang.gov.vn", " ten+1@Tinh.GOV.vn ", "o'hara@x-y.vn"] {
            #expect(MailAddress(text) != nil, "\(text)")
        }
        #expect(MailAddress("Ten@Tinh.GOV.vn")?.text == "Ten@tinh.gov.vn")
        for text in [
            "", "a", "a@b", "@b.vn", "a@", "a@@b.vn", "a b@c.vn", "a@b.vn\r\nBcc: x@y.vn", "a\r@b.vn", "<a@b.vn>",
            "a@b..vn",
            "a..b@c.vn", ".a@b.vn", "hạnh@b.vn", "a@-b.vn", "a@b-.vn", "a@b.vn,c@d.vn", "\"a\"@b.vn",
            String(repeating: "a", count: 65) + "@b.vn",
        ] {
            #expect(MailAddress(text) == nil, "\(text)")
        }
    }

    private func message(_ subject: String, name: String = "Đặng Hạnh Nguyên") throws -> MailMessage {
        MailMessage(
            from: try #require(MailAddress("thidua@hoanggiang.gov.vn")), fromName: "Thi đua, khen thưởng",
            to: try #require(MailAddress("hanh@hoanggiang.gov.vn")), toName: name, subject: subject, text: "Chào.\n",
            html: "<p>Chào.</p>", id: "thu-1.0@hoanggiang.gov.vn", at: Instant(Day(number: 20_774), hour: 9, minute: 5))
    }

    @Test("has header lines that no words can break")
    func injection() throws {
        for evil in [
            "Chào\r\nBcc: kẻ@xấu.vn", "Hello\nBcc: a@b.vn", "x\u{2028}y\u{85}z\u{0}", "=?UTF-8?B?QQ==?=",
            String(repeating: "Hội nghị tổng kết ", count: 20),
        ] {
            let text = String(decoding: try message(evil, name: evil).bytes, as: UTF8.self)
            let head = text.prefix(upTo: try #require(text.range(of: "\r\n\r\n")).lowerBound)
            let lines = head.components(separatedBy: "\r\n")
            #expect(
                lines.allSatisfy { $0.utf8.count <= 78 && $0.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } }, "\(lines)")
            let names = lines.filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
            #expect(
                names == [
                    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress",
                    "MIME-Version", "Content-Type",
                ])
        }
        #expect(Instant(Day(number: 20_774), hour: 9, minute: 5).mailDate == "Tue, 17 Nov 2026 09:05:00 +0700")
    }

    @Test("whose settings are wrong is refused with the field that is", arguments: Engine.available)
    func settings(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        var good = MailSetting()
        good.isOn = true
        good.host = "mail.hoanggiang.gov.vn"
        good.sender = "thidua@hoanggiang.gov.vn"
        good.site = "https://thidua.hoanggiang.gov.vn/"
        func save(_ change: (inout MailSetting) -> Void, password: String? = nil) throws {
            var setting = good
            change(&setting)
            try province.write(as: .administrator) {
                try MailSetting.save(setting, password: password, sealing: province.office.sealing, by: $0)
            }
        }
        #expect(throws: MailRefusal.badHost) { try save { $0.host = "mail server" } }
        #expect(throws: MailRefusal.badHost) { try save { $0.host = "" } }
        #expect(throws: MailRefusal.badPort) { try save { $0.port = 0 } }
        #expect(throws: MailRefusal.badSender) { try save { $0.sender = "thidua" } }
        #expect(throws: MailRefusal.badSite) { try save { $0.site = "javascript:alert(1)" } }
        #expect(throws: MailRefusal.badSite) { try save { $0.site = "https://a.vn/x" } }
        #expect(throws: MailRefusal.badCertificates) { try save { $0.certificates = "abc" } }
        try save({ _ in }, password: "bí mật")
        let kept = try province.read { try MailSetting.current($0) }
        #expect(kept.site == "https://thidua.hoanggiang.gov.vn" && kept.hasPassword && kept.isOn)
        let sealing = province.office.sealing
        #expect(try province.read { try MailSetting.password(sealing, $0) } == "bí mật")
        // A copy of the database alone does not tell it, nor does the ledger.
        let stored: [UInt8] = try province.read { try $0.value("SELECT password FROM mail_setting") }
        #expect(!String(decoding: stored, as: UTF8.self).contains("bí mật"))
        let entries = try province.read { try Ledger.entries(about: Subject("installation", 1), $0) }.filter {
            $0.act == "mail.settings"
        }
        #expect(entries.count == 1 && entries.allSatisfy { !($0.after ?? "").contains("bí mật") })
        #expect(throws: MailRefusal.sealedElsewhere) {
            try province.read { try MailSetting.password(Sealing(key: World.real.randomBytes(32)), $0) }
        }
        try save({ $0.port = 465 })
        #expect(try province.read { try MailSetting.password(sealing, $0) } == "bí mật", "kept where none is typed")
        try save({ _ in }, password: "")
        #expect(try province.read { try MailSetting.password(sealing, $0) } == nil)
    }

    @Test("that cannot be sent is tried again, given up in the end, sent again by hand", arguments: Engine.available)
    func retries(_ engine: Engine) throws {
        let province = try TestProvince(engine)
        let store = province.office.store
        let address = try #require(MailAddress("a@b.vn"))
        var now = province.office.world.now()
        try store.write {
            try MailBox.put(
                [NewMail(address: address, name: "", kind: "thu", subject: "Một\r\nhai", body: "Ba")], at: now, $0)
        }
        func mail() throws -> Mail { try #require(try province.read { try MailBox.page(nil, nil, $0).rows.first }) }
        #expect(try mail().subject == "Một hai")
        var pauses: [Int64] = []
        while try mail().state == .waiting {
            let one = try mail()
            try store.write { try MailBox.noteFailure(one, "bận", isFinal: false, at: now, $0) }
            pauses.append((try mail().due.milliseconds - now.milliseconds) / 60_000)
            now = try mail().due
        }
        #expect(pauses.prefix(10) == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360] && pauses.count == MailBox.mostAttempts)
        #expect(try mail().state == .failed)
        let id = try mail().id
        try province.write(as: .administrator) { try MailBox.sendAgain(id, by: $0) }
        #expect(try mail().state == .waiting && mail().attempts == 0)
        let again = try mail()
        try store.write { try MailBox.noteFailure(again, "không có hộp thư", isFinal: true, at: now, $0) }
        #expect(try mail().state == .failed)
        #expect(try province.write(as: .administrator) { try MailBox.sendAllAgain(by: $0) } == 1)
        try province.write(as: .administrator) { try MailBox.withdraw(id, by: $0) }
        #expect(try !province.read { try MailBox.hasDue(at: now.adding(seconds: 999_999), $0) })
        try store.write { try MailBox.noteSent(id, at: now, $0) }
        #expect(try mail().state == .withdrawn, "what was withdrawn meanwhile stays so")
        #expect(throws: MailRefusal.unknownMail) {
            try province.write(as: .administrator) { try MailBox.sendAgain(ID(999), by: $0) }
        }
    }
}
