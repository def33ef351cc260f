import Database
import HTTP
import Markup
import Office
import Rulebook
import Vocabulary

import struct Office.Unit

/// The legal bases of a plan on its pages: each leads to the law library, and what is not in force is said.
enum PlanBasisPages {
    struct Model {
        let bases: [PlanBasis]
        let cited: CitedDocuments
        /// The day of the paper; of one that tells none, the days between which it lies.
        let days: [Day]
    }

    /// Of a plan in force; nil where the law cannot be read.
    static func model(_ plan: Plan, _ instruments: Instruments?, _ db: any Reader) throws -> Model? {
        try model(
            PlanBases.all(of: plan.id, db), plan.unit, PlanBases.days(issuedOn: plan.issuedOn, year: plan.year),
            instruments, db)
    }

    /// Of a draft that is being gone through.
    static func model(_ draft: Draft, _ instruments: Instruments?, _ db: any Reader) throws -> Model? {
        try model(
            PlanBases.all(of: draft.id, db), draft.unit, PlanBases.days(issuedOn: draft.issuedOn, year: draft.year),
            instruments, db)
    }

    private static func model(
        _ bases: [PlanBasis], _ unit: ID<Unit>, _ days: [Day], _ instruments: Instruments?, _ db: any Reader
    ) throws -> Model? {
        guard let instruments, !bases.isEmpty else { return nil }
        let path: String = try db.value("SELECT path FROM unit WHERE id = \(unit)")
        return Model(
            bases: bases, cited: try PlanBases.standing(of: bases, instruments, province: path, db), days: days)
    }

    static func section(_ model: Model?) -> HTML? {
        guard let model, !model.bases.isEmpty else { return nil }
        let slips = model.bases.count { model.cited.standing(of: $0.text, onOneOf: model.days).slip != nil }
        return Section(
            "Căn cứ pháp lý", count: slips == 0 ? "\(model.bases.count)" : "\(model.bases.count), \(slips) cần xem lại",
            id: "can-cu", content: Lines(model.bases.map { line($0, model) }).html
        ).html
    }

    private static func line(_ basis: PlanBasis, _ model: Model) -> HTML {
        let text = String(basis.text.prefix(240)) + (basis.text.count > 240 ? "…" : "")
        let standing = model.cited.standing(of: basis.text, onOneOf: model.days)
        let words: HTML = model.cited.meant(by: basis.text).map { Link(text, $0.path).html } ?? "\(text)"
        let note: HTML? =
            switch standing {
            case .unknown, .inForce: nil
            case .unsettled(let why): "<br>\(Status(.unsure, "Chưa rõ")) <span class=\"soft\">\(why)</span>"
            case .notYet: "<br>\(Status(.care, "Chưa có hiệu lực")) <span class=\"soft\">\(standing.slip)</span>"
            case .ended: "<br>\(Status(.care, "Hết hiệu lực")) <span class=\"soft\">\(standing.slip)</span>"
            }
        return "\(words)\(note)\(heirs(standing))"
    }

    private static func heirs(_ standing: CitationStanding) -> HTML? {
        guard case .ended(_, let heirs) = standing, !heirs.isEmpty else { return nil }
        return "<br>\(heirs.map { Link("Xem \($0.citation)", $0.path).html }.joined(" · "))"
    }
}

extension Call {
    /// The instruments of the law; nil where its folder cannot be read: a plan is taken in all the same.
    var knownInstruments: Instruments? { (try? office.law)?.instruments }
}
