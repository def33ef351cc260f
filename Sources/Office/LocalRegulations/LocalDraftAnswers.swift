import Database
import HTTP
import Markup
import Rulebook
import Vocabulary

/// The answers of the pages on which a draft is written.
enum LocalDraftAnswers {
    /// What was typed; it stays when the form is refused.
    struct Typed: Equatable {
        var values: [String: String] = [:]

        subscript(name: String) -> String { values[name] ?? "" }

        static let names =
            ["so", "ngay", "ten", "co-quan", "tu-ngay", "den-ngay", "thay-the", "ca", "ban"]
            + LocalKey.allCases.flatMap { ["v-\($0.rawValue)", "d-\($0.rawValue)", "g-\($0.rawValue)"] }

        init(_ values: [String: String] = [:]) { self.values = values }

        init(_ call: Call) {
            let form = call.request.form
            for name in Self.names { values[name] = form[name] }
        }

        init(_ regulation: LocalRegulation, _ values: [LocalValue]) {
            self.values = [
                "so": regulation.number ?? "", "ngay": regulation.signed?.vietnamese ?? "", "ten": regulation.title,
                "co-quan": regulation.issuer, "tu-ngay": regulation.firstDay?.vietnamese ?? "",
                "den-ngay": regulation.lastDay?.vietnamese ?? "", "thay-the": regulation.replaces?.description ?? "",
                "ca": regulation.cases, "ban": String(regulation.version),
            ]
            for value in values {
                self.values["v-\(value.key.rawValue)"] = value.key.typed(value.amount)
                self.values["d-\(value.key.rawValue)"] = value.article ?? ""
                self.values["g-\(value.key.rawValue)"] = value.note ?? ""
            }
        }

        /// Throws every field that cannot be read.
        func regulation(file: ID<StoredFile>?) throws -> NewLocalRegulation {
            var slips: [LocalRegulationRefusal.FieldSlip] = []
            func day(_ name: String) -> Day? {
                let text = self[name].trimmed
                guard !text.isEmpty else { return nil }
                let day = Day(vietnamese: text) ?? Day(iso: text)
                if day == nil { slips.append(.init(name, "Ngày chưa đúng. Hãy ghi theo mẫu 15/01/2026.")) }
                return day
            }
            let values = LocalKey.allCases.compactMap { key -> LocalValue? in
                let text = self["v-\(key.rawValue)"].trimmed
                guard !text.isEmpty else { return nil }
                guard let amount = key.amount(typed: text) else {
                    let example = key.unit == .percent ? "15 hoặc 12,5" : "20"
                    slips.append(
                        .init("v-\(key.rawValue)", "Chưa đọc được “\(text.prefix(40))”. Hãy ghi số, ví dụ \(example)."))
                    return nil
                }
                return LocalValue(key, amount, article: self["d-\(key.rawValue)"], note: self["g-\(key.rawValue)"])
            }
            let new = NewLocalRegulation(
                number: self["so"], signed: day("ngay"), title: self["ten"], issuer: self["co-quan"],
                from: day("tu-ngay"), until: day("den-ngay"), replaces: ID(self["thay-the"]), values: values,
                cases: self["ca"], file: file)
            guard slips.isEmpty else { throw LocalRegulationRefusal.fields(slips) }
            return new
        }
    }

    /// A draft begun from what holds today: a new regulation is mostly the old one with some other measures.
    static func new(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        guard let province = visitor.province else { throw FrameRefusal.notFound }
        let typed = try call.read { db -> Typed in
            let old = try LocalRegulations.replaceable(in: province.id, db).first {
                $0.standing(on: call.today) == .inForce
            }
            guard let old else {
                return Typed([
                    "ten": "Quy chế thi đua, khen thưởng",
                    "co-quan": "UBND \(province.name.prefix(1).lowercased())\(province.name.dropFirst())",
                ])
            }
            var typed = Typed(old, try LocalRegulations.values(of: old.id, db))
            for name in ["so", "ngay", "tu-ngay", "den-ngay", "ban"] { typed.values[name] = "" }
            typed.values["thay-the"] = old.id.description
            return typed
        }
        return try form(nil, typed, nil, call)
    }

    static func draft(_ call: Call) throws -> Response {
        let visitor = try call.signedIn()
        guard let province = visitor.province else { throw FrameRefusal.notFound }
        let (typed, law) = (Typed(call), try call.office.law)
        do {
            let upload = try keptFile(call)
            let id = try call.write { operation in
                try LocalRegulations.draft(
                    try typed.regulation(file: try noted(upload, operation)), for: province.id, law,
                    in: visitor.scope(.draftRegulations), by: operation)
            }
            return call.redirect(to: LocalRegulationPage.show(id), saying: "Đã lưu bản soạn.")
        } catch let refusal as LocalRegulationRefusal where refusal != .notFound {
            return try form(nil, typed, refusal, call)
        }
    }

    static func edit(_ id: ID<LocalRegulation>, _ call: Call) throws -> Response {
        let (regulation, values) = try draft(id, call)
        return try form(regulation, Typed(regulation, values), nil, call)
    }

    static func save(_ id: ID<LocalRegulation>, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.draftRegulations)
        let (typed, law) = (Typed(call), try call.office.law)
        do {
            let upload = try keptFile(call)
            try LocalRegulationAnswers.foundOr404 {
                try call.write { operation in
                    try LocalRegulations.save(
                        id, version: Int(typed["ban"]) ?? 0,
                        try typed.regulation(file: try noted(upload, operation)), law, in: scope, by: operation)
                }
            }
            return call.redirect(to: LocalRegulationPage.show(id), saying: "Đã lưu bản soạn.")
        } catch let refusal as LocalRegulationRefusal {
            // Submitted or dropped meanwhile: there is no form to go back to.
            if case .notADraft = refusal { return try LocalRegulationAnswers.show(id, call, refusal) }
            return try form(try draft(id, call).0, typed, refusal, call)
        }
    }

    static func submit(_ id: ID<LocalRegulation>, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.draftRegulations)
        let law = try call.office.law
        do {
            try LocalRegulationAnswers.foundOr404 {
                try call.write {
                    try LocalRegulations.submit(
                        id, version: Int(call.request.form["ban"] ?? "") ?? 0, law, in: scope, by: $0)
                }
            }
            return call.redirect(to: LocalRegulationPage.show(id), saying: "Đã trình lãnh đạo duyệt.")
        } catch let refusal as LocalRegulationRefusal {
            return try LocalRegulationAnswers.show(id, call, refusal)
        }
    }

    static func drop(_ id: ID<LocalRegulation>, _ call: Call) throws -> Response {
        let scope = try call.signedIn().scope(.draftRegulations)
        do {
            try LocalRegulationAnswers.foundOr404 {
                try call.write {
                    try LocalRegulations.drop(id, because: call.request.form["ly-do"] ?? "", in: scope, by: $0)
                }
            }
            return call.redirect(to: LocalRegulationPage.list, saying: "Đã bỏ bản soạn.")
        } catch let refusal as LocalRegulationRefusal {
            return try LocalRegulationAnswers.show(id, call, refusal)
        }
    }

    // MARK: Parts

    private static func draft(_ id: ID<LocalRegulation>, _ call: Call) throws -> (LocalRegulation, [LocalValue]) {
        let scope = try call.signedIn().scope(.draftRegulations)
        return try LocalRegulationAnswers.foundOr404 {
            try call.read { db in
                let regulation = try LocalRegulations.regulation(id, in: scope, drafts: scope, db)
                guard regulation.state == .draft else { throw LocalRegulationRefusal.notFound }
                return (regulation, try LocalRegulations.values(of: id, db))
            }
        }
    }

    /// The file that came with the form, on the shelf.
    private static func keptFile(_ call: Call) throws -> Upload? {
        let upload = call.request.uploads.first { $0.field == "tep" && $0.size > 0 && !$0.filename.isEmpty }
        if let upload { try call.office.shelf.keep(upload.path, hash: upload.sha256) }
        return upload
    }

    private static func noted(_ upload: Upload?, _ operation: Operation) throws -> ID<StoredFile>? {
        try upload.map {
            try StoredFile.note(name: $0.filename, sha256: $0.sha256, bytes: Int64($0.size), by: operation)
        }
    }

    private static func form(
        _ regulation: LocalRegulation?, _ typed: Typed, _ refusal: LocalRegulationRefusal?, _ call: Call
    ) throws -> Response {
        let visitor = try call.signedIn()
        let law = try call.office.law
        guard let province = regulation?.province ?? visitor.province?.id else { throw FrameRefusal.notFound }
        let others = try call.read { try LocalRegulations.replaceable(in: province, $0) }
        let period = Period(
            first: Day(vietnamese: typed["tu-ngay"].trimmed) ?? call.today,
            last: Day(vietnamese: typed["den-ngay"].trimmed))
        let model = LocalDraftPages.Edit(
            regulation: regulation, typed: typed, others: others,
            parameters: period.map(law.local.open(in:)) ?? law.local.open(on: call.today),
            refusal: refusal)
        return call.page(
            regulation == nil ? "Soạn quy chế" : "Sửa bản soạn",
            LocalDraftPages.edit(model, token: call.hiddenToken), status: refusal == nil ? 200 : 422)
    }
}
