extension Answer {
    /// One JSON object and a line end, keys in the order people read them.
    public func json() -> [UInt8] {
        var members = [
            "\"regime\": \(JSONText.list(regime.map(JSONText.quoted)))",
            "\"verdict\": \(JSONText.quoted(verdict.rawValue))",
            "\"checks\": \(Self.json(findings))", "\"bonus\": \(bonus.map(Self.json) ?? "null")",
        ]
        if let underNewText {
            members.append(
                "\"underNewText\": {\"verdict\": \(JSONText.quoted(underNewText.verdict.rawValue)), \"checks\": \(Self.json(underNewText.findings))}"
            )
        }
        return Array("{\(members.joined(separator: ", "))}\n".utf8)
    }

    private static func json(_ findings: [Finding]) -> String {
        JSONText.list(
            findings.map { finding in
                """
                {"id": \(JSONText.quoted(finding.check.rawValue)), "verdict": \(JSONText.quoted(finding.verdict.rawValue)), \
                "citation": \(JSONText.quoted(finding.citation)), "explanation": \(JSONText.quoted(finding.explanation)), \
                "evidence": \(JSONText.list(finding.evidence.map(JSONText.quoted)))}
                """
            })
    }

    private static func json(_ bonus: Bonus) -> String {
        """
        {"multiple": \(bonus.multipleText), "baseSalary": \(bonus.baseSalary), "amount": \(bonus.amount), \
        "citation": \(JSONText.quoted(bonus.citation))}
        """
    }
}

/// Writes JSON text.
enum JSONText {
    static func list(_ values: [String]) -> String { "[\(values.joined(separator: ", "))]" }

    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
