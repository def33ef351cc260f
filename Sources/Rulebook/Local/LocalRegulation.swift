extension Proposal {
    /// Values of the provincial regulation; they fill what the law leaves open.
    public struct LocalRegulation: Equatable, Sendable {
        /// `12/2025/QĐ-UBND`
        public var number: String?
        public private(set) var values: [LocalKey: Int] = [:]
        /// Where in the regulation a value stands.
        private var places: [LocalKey: String] = [:]

        public init(number: String? = nil) { self.number = number }

        /// Nil where the regulation says nothing about it.
        public subscript(key: LocalKey) -> Int? {
            get { values[key] }
            set { values[key] = newValue }
        }

        /// `document`: the regulation it stands in, where that is not the one of `number`.
        public mutating func set(_ key: LocalKey, _ amount: Int, article: String? = nil, in document: String? = nil) {
            values[key] = amount
            places[key] = [article, document ?? number].compactMap(\.self).joined(separator: ", ")
        }

        /// The first of some keys that is regulated.
        func first(of keys: [LocalKey]) -> (key: LocalKey, amount: Int)? {
            for key in keys { if let amount = values[key] { return (key, amount) } }
            return nil
        }

        /// `theo quy chế của địa phương (khoản 2 Điều 9, 12/2025/QĐ-UBND)`
        func vietnamese(_ key: LocalKey) -> String {
            let place = places[key] ?? number ?? ""
            return "theo quy chế của địa phương" + (place.isEmpty ? "" : " (\(place))")
        }
    }
}
