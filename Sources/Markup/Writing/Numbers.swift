/// A space that does not break, between a number and its unit.
public let noBreak = "\u{A0}"

extension Int {
    /// `1.000.000`
    public var dotted: String {
        var bytes: [UInt8] = []
        appendDotted(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    func appendDotted(to bytes: inout [UInt8]) {
        if self < 0 { bytes.append(UInt8(ascii: "-")) }
        func append(_ number: UInt) {
            guard number >= 1000 else { return bytes.append(contentsOf: String(number).utf8) }
            append(number / 1000)
            let zero = UInt8(ascii: "0")
            let digits = (number / 100 % 10, number / 10 % 10, number % 10)
            bytes.append(UInt8(ascii: "."))
            bytes.append(zero + UInt8(digits.0))
            bytes.append(zero + UInt8(digits.1))
            bytes.append(zero + UInt8(digits.2))
        }
        append(magnitude)
    }

    /// `1.000.000 đồng`
    public var dong: String { dotted + noBreak + "đồng" }

    /// `IV`, for quarters and sections; digits outside 1…3999.
    public var roman: String {
        guard (1...3999).contains(self) else { return String(self) }
        var (rest, result) = (self, "")
        for (value, letters) in [
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
            (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
        ] {
            while rest >= value {
                result += letters
                rest -= value
            }
        }
        return result
    }

    /// `72,8 %`, one decimal unless whole; nil when there is nothing to divide by.
    public func percent(of whole: Int) -> String? {
        guard whole != 0 else { return nil }
        return (Double(self) * 100 / Double(whole)).comma(1) + noBreak + "%"
    }
}

extension Double {
    /// `12,5`: at most so many decimals, zeros at the end left out, thousands with dots.
    public func comma(_ decimals: Int = 2) -> String { written(decimals, keepsZeros: false) }

    /// `96,0`: always so many decimals, for columns.
    public func fixed(_ decimals: Int) -> String { written(decimals, keepsZeros: true) }

    private func written(_ decimals: Int, keepsZeros: Bool) -> String {
        let places = Swift.max(0, Swift.min(decimals, 6))
        let scale = (0..<places).reduce(1) { scale, _ in scale * 10 }
        let scaled = (magnitude * Double(scale)).rounded()
        guard scaled.isFinite, scaled < 9e15 else { return "–" }
        let (whole, rest) = Int(scaled).quotientAndRemainder(dividingBy: scale)
        var fraction = String(String(rest + scale).dropFirst())
        if !keepsZeros { while fraction.hasSuffix("0") { fraction.removeLast() } }
        let sign = self < 0 && scaled > 0 ? "-" : ""
        return sign + whole.dotted + (places == 0 || fraction.isEmpty ? "" : "," + fraction)
    }
}

/// `3 trên 22`, in sentences; tables write `3/22`.
public func outOf(_ part: Int, _ whole: Int) -> String { part.dotted + " trên " + whole.dotted }
