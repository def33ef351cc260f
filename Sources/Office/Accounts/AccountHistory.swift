import Database
import Foundation
import Vocabulary

/// One line of what was done to an account, from the ledger, in words.
public struct AccountHistory: Equatable, Sendable {
    public let at: Instant
    public let what: String
    public let who: String
    public let why: String?

    /// The newest first. Sign-ins are left out: the sessions tell them.
    public static func of(_ account: ID<Account>, limit: Int = 60, _ db: any Reader) throws -> [AccountHistory] {
        let entries = try db.all(
            """
            SELECT \(sql: LedgerEntry.columns) FROM ledger_entry
            WHERE subject_kind = 'account' AND subject = \(account) AND act NOT IN ('session.start', 'session.end')
            ORDER BY sequence DESC LIMIT \(limit)
            """
        ).map(LedgerEntry.init)
        let facts = try entries.map { try Facts($0) }
        let people = Set(facts.flatMap { ["principal", "deputy", "viewer", "onBehalfOf"].compactMap($0.account) })
        let units = try Organisations.units(Set(facts.flatMap { ["branch", "unit"].compactMap($0.unit) }), db)
        var names: [ID<Account>: String] = [:]
        if !people.isEmpty {
            try db.each("SELECT id, name FROM account WHERE id IN (\(list: people.sorted()))") {
                names[try $0("id")] = try $0("name")
            }
        }
        return zip(entries, facts).map { entry, facts in
            let words = Words(facts: facts, names: names, units: units.mapValues(\.name))
            let behalf = facts.account("onBehalfOf").map { ", thay mặt \(names[$0] ?? "người khác")" } ?? ""
            return AccountHistory(
                at: entry.at, what: words.of(entry.act),
                who: (entry.account == nil ? "dòng lệnh máy chủ" : entry.actor) + behalf, why: entry.why)
        }
    }

    /// What stood before and after, later facts first.
    private struct Facts {
        let all: [String: String]

        init(_ entry: LedgerEntry) throws {
            func read(_ text: String?) throws -> [String: String] {
                guard let text else { return [:] }
                return try JSONDecoder().decode([String: String?].self, from: Data(text.utf8)).compactMapValues { $0 }
            }
            all = try read(entry.before).merging(read(entry.after)) { $1 }
        }

        func account(_ name: String) -> ID<Account>? { all[name].flatMap { ID($0) } }
        func unit(_ name: String) -> ID<Unit>? { all[name].flatMap { ID($0) } }
        func day(_ name: String) -> String? { all[name].flatMap { Day(iso: $0) }?.vietnamese }
        var roles: String {
            (all["role"] ?? all["roles"] ?? "").split(separator: " ").compactMap {
                Role(rawValue: String($0))?.vietnamese
            }
            .joined(separator: ", ")
        }
    }

    private struct Words {
        let facts: Facts
        let names: [ID<Account>: String]
        let units: [ID<Unit>: String]

        private func name(_ key: String) -> String { facts.account(key).flatMap { names[$0] } ?? "người khác" }
        private var period: String {
            switch (facts.day("firstDay"), facts.day("lastDay")) {
            case (let first?, let last?): ", từ \(first) đến \(last)"
            case (let first?, nil): ", từ \(first)"
            default: ""
            }
        }
        private var branch: String { facts.unit("branch").flatMap { units[$0] }.map { " tại \($0)" } ?? "" }

        func of(_ act: String) -> String {
            switch act {
            case "account.add": "Thêm tài khoản với vai trò \(facts.roles)"
            case "account.edit":
                facts.unit("unit").flatMap { units[$0] }.map { "Đổi đơn vị sang \($0)" } ?? "Sửa họ tên hoặc đơn vị"
            case "account.person":
                facts.all["person"] == nil ? "Thôi gắn với cá nhân" : "Gắn với cá nhân trong danh sách"
            case "account.password": "Đặt mật khẩu mới"
            case "account.guessed": "Báo nhập sai mật khẩu nhiều lần"
            case "account.open": "Mở lại tài khoản"
            case "account.close": "Khóa tài khoản"
            case "session.endAll": "Đăng xuất mọi nơi"
            case "role.give": "Giao vai trò \(facts.roles)\(branch)\(period)"
            case "role.end": "Kết thúc vai trò \(facts.roles)\(branch)"
            case "delegation.give": "Ủy quyền cho \(name("deputy")): \(facts.roles)\(period)"
            case "delegation.receive": "Nhận ủy quyền của \(name("principal")): \(facts.roles)\(period)"
            case "delegation.end": "Kết thúc ủy quyền từ \(name("principal")) cho \(name("deputy"))"
            case "invitation.make": "Tạo lời mời"
            case "invitation.revoke": "Thu hồi lời mời"
            case "invitation.accept": "Nhận lời mời, tự đặt mật khẩu"
            case "view.start": "Bắt đầu xem như người này"
            case "view.end": facts.all["how"] == "lapsed" ? "Hết giờ xem như người này" : "Thôi xem như người này"
            default: act
            }
        }
    }
}
