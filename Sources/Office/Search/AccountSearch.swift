import Database
import Vocabulary

/// Accounts, for who manages them.
enum AccountSearch {
    static let source = SearchSource("tai-khoan", "Tài khoản", needs: .manageAccounts) { question, visitor, today, db in
        var filter = AccountFilter()
        filter.words = question.typed
        let scope = visitor.scope(.manageAccounts)
        var count = 0
        let page = try question.page(text: { (line: AccountLine) in "\(line.name) \(line.login)" }) { limit, offset in
            let list = try AccountList.page(
                filter, branch: nil, within: scope, today: today, size: min(limit + offset, SearchQuestion.most), db)
            count = list.count
            return Array(list.lines.dropFirst(offset))
        }
        return SearchFound(
            hits: page.hits.map { line in
                let notes = [line.login, line.unitName, line.isOpen ? nil : "đã khóa"].compactMap { $0 }
                return SearchHit(
                    line.name, link: AccountRegisterPage.show(line.id).path, note: notes.joined(separator: " · "))
            }, count: count)
    }
}
