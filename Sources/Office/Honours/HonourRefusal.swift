import Rulebook
import Vocabulary

/// Why something about an honour could not be entered.
public enum HonourRefusal: Explained, Equatable {
    case notFound
    case noNumber
    case badNumber(String)
    case noIssuer
    case noDay
    case badDay(String)
    case futureDay(Day)
    case longAgo(Day)
    /// The same number in one year with another day or another issuer.
    case contradiction(number: String, day: Day, issuer: String, sameIssuer: Bool)
    case noHolders
    case noName
    case tooLong(String, Int)
    case strangeLetters(String)
    case unknownAward(String)
    case notYet(award: String, from: Day)
    case wrongSubject(award: String, SubjectKind)
    case badYears(String)
    case futureYear(String)
    case twice(name: String, award: String, String, decision: String)
    case outside(String)
    case unit(field: String, words: String)
    case person(words: String)
    case changedMeanwhile
    case noReason
    case alreadyEnded
    /// Nothing to restore.
    case stands
    /// The honour went with its decision.
    case decisionWithdrawn
    /// What was withdrawn stands in the register once more.
    case enteredAgain(number: String)
    case noReasonForSameNumber
    case endsBeforeItBegins
    case ratedAlready(String)
    case noTitle
    case noAuthors
    case noKind

    public var explanation: Explanation {
        switch self {
        case .notFound: .init(notice: "Không tìm thấy mục này.", log: "honour not found")
        case .noNumber: .init(notice: "Hãy ghi số quyết định như trên văn bản, ví dụ 1234/QĐ-UBND.", log: "no number")
        case .badNumber(let text):
            .init(
                notice:
                    "“\(text.prefix(60))” không giống số quyết định. Hãy ghi như 1234/QĐ-UBND, dài không quá 60 ký tự.",
                log: "bad number")
        case .noIssuer: .init(notice: "Hãy ghi cơ quan ban hành quyết định.", log: "no issuer")
        case .noDay: .init(notice: "Hãy ghi ngày ký, ví dụ 30/12/2025.", log: "no day of signing")
        case .badDay(let text):
            .init(notice: "“\(text.prefix(40))” không phải là ngày. Hãy ghi như 30/12/2025.", log: "bad day")
        case .futureDay(let day):
            .init(notice: "Ngày \(day.vietnamese) ở tương lai. Hãy kiểm tra lại ngày.", log: "day in the future")
        case .longAgo(let day):
            .init(notice: "Ngày \(day.vietnamese) sớm hơn 02/09/1945. Hãy kiểm tra lại năm.", log: "day long ago")
        case .contradiction(let number, let day, let issuer, let sameIssuer):
            .init(
                notice: sameIssuer
                    ? "Trong sổ đã có quyết định số \(number) cùng năm của \(issuer), ký ngày \(day.vietnamese). Một số chỉ có một ngày ký: hãy xem lại số hoặc ngày."
                    : "Trong sổ đã có quyết định số \(number) cùng năm, do \(issuer) ký ngày \(day.vietnamese). Nếu đây đúng là văn bản của cơ quan khác mang cùng số, hãy đánh dấu và ghi lý do; nếu không, hãy xem lại số, năm, cơ quan.",
                log: "contradicting decision")
        case .noHolders:
            .init(notice: "Hãy ghi ít nhất một người, tập thể hoặc hộ gia đình được khen thưởng.", log: "no holders")
        case .noName: .init(notice: "Hãy ghi tên người, tập thể hoặc hộ gia đình.", log: "no name of a holder")
        case .tooLong(let what, let most):
            .init(notice: "\(what) dài quá \(most) ký tự. Hãy viết ngắn lại.", log: "text too long")
        case .strangeLetters(let words): .init(notice: words, log: "letters of another script")
        case .unknownAward(let text):
            .init(
                notice:
                    "Không nhận ra danh hiệu, hình thức “\(text.prefix(80))”. Hãy ghi như trong danh mục, ví dụ: Chiến sĩ thi đua cơ sở.",
                log: "unknown award")
        case .notYet(let award, let from):
            .init(
                notice:
                    "“\(award)” chỉ có từ \(from.vietnamese), sau ngày ký quyết định. Hãy xem lại ngày ký hoặc chọn danh hiệu đúng tên thời đó.",
                log: "award before it existed")
        case .wrongSubject(let award, let kind):
            .init(
                notice: "“\(award)” không tặng cho \(kind.vietnamese). Hãy xem lại danh hiệu hoặc đối tượng.",
                log: "wrong kind of subject")
        case .badYears(let text):
            .init(
                notice:
                    "“\(text.prefix(40))” không phải năm thành tích. Hãy ghi như 2024, năm học 2023-2024 hoặc 2021 đến 2025.",
                log: "bad years")
        case .futureYear(let text):
            .init(
                notice: "\(text.capitalFirst) chưa bắt đầu nên chưa có thành tích. Hãy xem lại năm.",
                log: "future year")
        case .twice(let name, let award, let year, let decision):
            .init(
                notice:
                    "\(name) đã có “\(award)”\(year.isEmpty ? "" : " \(year)") theo quyết định \(decision). Không ghi hai lần; nếu dòng cũ sai thì sửa hoặc rút dòng đó.",
                log: "the same award twice")
        case .outside(let text):
            .init(
                notice: "\(text) nằm ngoài phạm vi ông/bà quản lý. Đề nghị đơn vị đó hoặc cơ quan thường trực nhập.",
                log: "outside of the scope")
        case .unit(_, let words), .person(let words): .init(notice: words, log: "holder not recognised")
        case .changedMeanwhile:
            .init(
                notice: "Mục này vừa được sửa ở nơi khác. Hãy xem lại bản mới rồi gửi lại.", log: "changed meanwhile")
        case .noReason: .init(notice: "Hãy ghi lý do.", log: "no reason")
        case .alreadyEnded:
            .init(notice: "Mục này đã được rút hoặc hủy bỏ nên không sửa được nữa.", log: "already ended")
        case .stands:
            .init(notice: "Mục này đang có hiệu lực trong sổ, không cần phục hồi.", log: "nothing to restore")
        case .decisionWithdrawn:
            .init(
                notice: "Cả quyết định của mục này đã được rút. Hãy phục hồi quyết định trước.",
                log: "the decision is withdrawn")
        case .enteredAgain(let number):
            .init(
                notice:
                    "Quyết định \(number) đã được nhập lại sau khi rút. Mỗi văn bản chỉ có một bản trong sổ: muốn phục hồi bản này, hãy rút bản kia trước.",
                log: "the decision was entered again")
        case .noReasonForSameNumber:
            .init(notice: "Hãy ghi vì sao biết đây là hai văn bản khác nhau.", log: "no reason for the same number")
        case .endsBeforeItBegins:
            .init(notice: "Ngày kết thúc trước ngày bắt đầu. Hãy kiểm tra hai ngày.", log: "empty period")
        case .ratedAlready(let what):
            .init(
                notice: "\(what.capitalFirst) đã có xếp loại. Hãy sửa xếp loại đã có, không thêm lần nữa.",
                log: "rated already")
        case .noTitle: .init(notice: "Hãy ghi tên sáng kiến, đề tài.", log: "initiative without title")
        case .noAuthors: .init(notice: "Hãy ghi ít nhất một tác giả trong danh mục cá nhân.", log: "no authors")
        case .noKind: .init(notice: "Hãy chọn một mục trong danh sách.", log: "no kind chosen")
        }
    }

    /// The field of a form that the refusal is about; nil where it is about the whole.
    public var field: String? {
        switch self {
        case .noNumber, .badNumber, .contradiction: "so"
        case .noIssuer: "co-quan"
        case .noDay, .badDay, .futureDay, .longAgo: "ngay"
        case .noHolders, .noName, .strangeLetters, .twice: "danh-sach"
        case .unknownAward, .notYet, .wrongSubject: "danh-hieu"
        case .badYears, .futureYear, .ratedAlready: "nam"
        case .unit(let field, _): field
        case .person: "nguoi"
        case .outside: "don-vi"
        case .noReason: "ly-do"
        case .noReasonForSameNumber: "ly-do-trung"
        case .endsBeforeItBegins: "den-ngay"
        case .noTitle: "ten"
        case .noAuthors: "tac-gia"
        case .noKind: "loai"
        case .tooLong, .notFound, .changedMeanwhile, .alreadyEnded, .stands, .decisionWithdrawn, .enteredAgain: nil
        }
    }

    /// Its words for a form with these fields: beside the field it is about, else above the whole.
    func placed(among names: some Sequence<String>) -> (errors: [String: String], general: String?) {
        // Lists of holders and lone forms call the same thing otherwise.
        let others = ["danh-sach": "ten", "den-ngay": "ngay"]
        let names = Set(names)
        let place = field.flatMap { field in
            [field, others[field]].compactMap(\.self).first { names.contains($0) }
        }
        return place.map { ([$0: explanation.notice], nil) } ?? ([:], explanation.notice)
    }
}
