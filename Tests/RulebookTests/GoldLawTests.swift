import Foundation
import Testing
import Vocabulary

@testable import Rulebook

/// Worked cases that are shared with others; absent in a clone of its own, and then only the tables of `Cases` speak.
@Suite("Worked cases beside the checkout") struct GoldLawTests {
    static let folders = ["../shared", "../../shared"].map { TestLaw.root.appendingPathComponent($0).standardized }
    static let shared = folders.first {
        FileManager.default.fileExists(atPath: $0.appendingPathComponent("gold/law").path)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let bytes: [UInt8]
        let expect: JSONValue
        var testDescription: String { name }
    }

    static let cases: [Case] = {
        guard let folder = shared?.appendingPathComponent("gold/law") else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted().compactMap { name in
            guard let data = FileManager.default.contents(atPath: folder.appendingPathComponent(name).path),
                let value = try? JSONScanner.value(Array(data)), let expect = value["expect"]
            else { return nil }
            if case .text(let raw) = value["caseText"] {
                return Case(name: name, bytes: Array(raw.utf8), expect: expect)
            }
            guard let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
                let inner = object["case"],
                let bytes = try? JSONSerialization.data(withJSONObject: inner)
            else { return nil }
            return Case(name: name, bytes: Array(bytes), expect: expect)
        }
    }()

    @Test("give the expected verdicts, regime and bonus", arguments: cases)
    func gold(_ one: Case) throws {
        let isError = one.expect["error"] == .bool(true)
        do throws(InputRefusal) {
            let answer = TestLaw.law.answer(try Proposal(json: one.bytes, named: one.name, TestLaw.law))
            #expect(!isError, "\(one.name)")
            compare(answer, one)
        } catch {
            #expect(isError, "\(error.explanation.notice)")
        }
    }

    private func compare(_ answer: Answer, _ one: Case) {
        if case .text(let verdict) = one.expect["verdict"] {
            #expect(answer.verdict.rawValue == verdict, "\(one.name)")
        }
        for (check, verdict) in one.expect["checks"]?.texts ?? [] {
            #expect(
                answer.findings.first { $0.check.rawValue == check }?.verdict.rawValue == verdict,
                "\(one.name) \(check)")
        }
        for check in one.expect["absent"]?.items ?? [] {
            #expect(!answer.findings.contains { $0.check.rawValue == check }, "\(one.name) \(check)")
        }
        for number in one.expect["regime"]?.items ?? [] { #expect(answer.regime.contains(number), "\(one.name)") }
        for number in one.expect["regimeWithout"]?.items ?? [] {
            #expect(!answer.regime.contains(number), "\(one.name)")
        }
        switch one.expect["bonus"] {
        case nil: break
        case .null: #expect(answer.bonus == nil, "\(one.name)")
        case .some(let bonus):
            #expect(bonus["amount"] == answer.bonus.map { .number(String($0.amount)) }, "\(one.name)")
            #expect(bonus["baseSalary"] == answer.bonus.map { .number(String($0.baseSalary)) }, "\(one.name)")
        }
    }
}

extension JSONValue {
    subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    fileprivate var items: [String] {
        guard case .list(let values) = self else { return [] }
        return values.compactMap { if case .text(let text) = $0 { text } else { nil } }
    }

    fileprivate var texts: [(String, String)] {
        guard case .object(let members) = self else { return [] }
        return members.compactMap { if case .text(let text) = $0.value { ($0.key, text) } else { nil } }
    }
}
