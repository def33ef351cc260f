import Rulebook
import Vocabulary

/// `law list`: what is in force on a day; makes no data folder.
struct LawListCommand: Command {
    let name = "law list"
    let arguments = "[--on DATE] [--json] [--law DIR]"
    let summary = (
        vietnamese: "liệt kê văn bản, danh hiệu, hình thức khen thưởng có hiệu lực trong một ngày",
        english: "lists the instruments, titles and forms in force on a day"
    )
    let options = [
        Option("--on", takesValue: true, "ngày, ví dụ 05/08/2025 (mặc định hôm nay)"),
        Option("--json", "in một giá trị JSON"),
        Option("--law", takesValue: true, "thư mục tệp pháp luật khác, thay cho Law của bản cài đặt"),
    ]

    private struct Line: Encodable {
        let number: String
        let kind: String
        let issuer: String
        let title: String
        let signed: String?
        let from: String
        let to: String?
        let confidence: String
        /// Why nobody here can say whether it is in force on that day.
        let unsettled: String?
    }

    private struct AwardLine: Encodable {
        let slug: String
        let kind: String
        let family: String
        let name: String
        let subjects: [String]
        let decidedBy: String
        let article: String
        let confidence: String
    }

    private struct Listing: Encodable {
        let on: String
        let instruments: [Line]
        let awards: [AwardLine]
    }

    func run(_ call: CommandCall) throws {
        let day = try call.day("--on") ?? World.real.today
        let law = try LawFolder.law(call)
        let lines = law.instruments.all.compactMap { instrument -> Line? in
            var unsettled: String?
            switch instrument.state(on: day) {
            case .inForce: break
            case .unsettled(let why): unsettled = why
            case .notYet, .ended: return nil
            }
            return Line(
                number: instrument.number, kind: instrument.kind.rawValue, issuer: instrument.issuer,
                title: instrument.title, signed: instrument.signed?.iso, from: instrument.period.start.iso,
                to: instrument.period.last?.iso, confidence: instrument.confidence.rawValue, unsettled: unsettled)
        }
        let awards = law.awards.all.compactMap { award -> AwardLine? in
            let (version, isConfirmed) = award.version(on: day)
            guard isConfirmed else { return nil }
            return AwardLine(
                slug: award.slug.description, kind: award.kind.rawValue, family: award.family.rawValue,
                name: version.name,
                subjects: version.subjects.map(\.rawValue), decidedBy: version.decidedBy, article: version.article,
                confidence: version.confidence.rawValue)
        }
        if call.isJSON { return try call.output.json(Listing(on: day.iso, instruments: lines, awards: awards)) }
        call.output.line("Văn bản có hiệu lực ngày \(day.vietnamese):")
        for line in lines {
            let until = line.to.flatMap { Day(iso: $0) }.map { ", đến \($0.vietnamese)" } ?? ""
            let doubt = line.unsettled.map { " (chưa rõ: \($0))" } ?? ""
            call.output.line("  \(line.number)\t\(line.title)\(until)\(doubt)")
        }
        for kind in Award.Kind.allCases {
            call.output.line("\n\(kind.vietnamese):")
            for award in awards where award.kind == kind.rawValue {
                call.output.line("  \(award.slug)\t\(award.name)\t\(award.article)")
            }
        }
    }
}
