/// `_rels/*.rels`: which part of an office package is which.
final class RelationsHandler: XMLHandler {
    private(set) var targets: [(id: String, kind: String, target: String)] = []
    let isFull = false

    func open(_ name: String, _ attributes: XMLAttributes) {
        guard name == "rel:Relationship", attributes["TargetMode"] != "External", let target = attributes["Target"]
        else { return }
        let kind = attributes["Type"]?.split(separator: "/").last.map(String.init) ?? ""
        targets.append((attributes["Id"] ?? "", kind, target))
    }

    func close(_ name: String) {}
    func text(_ text: String) {}
}

/// The parts that belong to one part of a package, as paths from its root.
struct PackageParts {
    private var byKind: [String: String] = [:]
    private(set) var byID: [String: String] = [:]

    init(of part: String, in archive: ZipArchive, format: PaperDocument.Format) throws(PaperRefusal) {
        let folder = part.split(separator: "/").dropLast().joined(separator: "/")
        let file = part.split(separator: "/").last.map(String.init) ?? ""
        let handler = RelationsHandler()
        try archive.parse((folder.isEmpty ? "" : folder + "/") + "_rels/\(file).rels", into: handler, format: format)
        for (id, kind, target) in handler.targets {
            let path = Self.resolved(target, in: folder)
            byID[id] = path
            byKind[kind] = byKind[kind] ?? path
        }
    }

    subscript(kind: String) -> String? { byKind[kind] }

    private static func resolved(_ target: String, in folder: String) -> String {
        var parts = target.hasPrefix("/") ? [] : folder.split(separator: "/")
        for part in target.split(separator: "/") {
            if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }
}
