// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [.enableUpcomingFeature("ExistentialAny")]

/// A C library of the operating system, seen through a module map only.
func library(_ name: String, _ pkgConfig: String, package: String) -> Target {
    .systemLibrary(name: name, path: "Sources/\(name)", pkgConfig: pkgConfig, providers: [.apt([package])])
}

/// A target and its tests.
func room(_ name: String, uses: [String] = [], exclude: [String] = []) -> [Target] {
    let dependencies = uses.map { Target.Dependency(stringLiteral: $0) }
    return [
        .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict),
        .testTarget(
            name: name + "Tests", dependencies: [.init(stringLiteral: name), "Fixtures"] + dependencies,
            swiftSettings: strict),
    ]
}

var targets: [Target] = []
targets += [library("CSQLite", "sqlite3", package: "libsqlite3-dev")]
targets += [library("CPostgres", "libpq", package: "libpq-dev")]
targets += [library("CMicroHTTPD", "libmicrohttpd", package: "libmicrohttpd-dev")]
targets += [library("CSodium", "libsodium", package: "libsodium-dev")]
targets += [library("CZip", "libzip", package: "libzip-dev")]
targets += [library("CXlsxWriter", "xlsxwriter", package: "libxlsxwriter-dev")]
targets += [library("CArchive", "libarchive", package: "libarchive-dev")]
targets += [library("CExpat", "expat", package: "libexpat1-dev")]
targets += [library("CCurl", "libcurl", package: "libcurl4-openssl-dev")]
targets += [library("COpenSSL", "libcrypto", package: "libssl-dev")]
targets += [library("CQRCode", "libqrencode", package: "libqrencode-dev")]
// Without pkg-config: its file asks for a flag that is refused with a warning. The libraries lie where the linker looks anyway.
targets += [.systemLibrary(name: "CPangoCairo", path: "Sources/CPangoCairo", providers: [.apt(["libpango1.0-dev"])])]
// ICU's headers clash with Foundation's own copy, so this one is a C target with a two-function face.
targets += [.target(name: "CCollation", linkerSettings: [.linkedLibrary("icui18n"), .linkedLibrary("icuuc")])]

targets += room("Vocabulary", uses: ["CCollation"])
targets += room("Rulebook", uses: ["Vocabulary"])
targets += room("Database", uses: ["Vocabulary", "CSQLite", "CPostgres"])
targets += room("Markup", uses: ["Vocabulary"])
targets += room("HTTP", uses: ["Vocabulary", "CMicroHTTPD", "CSodium"])
targets += room("Paper", uses: ["Vocabulary", "CZip", "CExpat", "CXlsxWriter", "CQRCode", "CPangoCairo"])
targets += room("PlanReader", uses: ["Vocabulary", "Paper"])
targets += room(
    "Office",
    uses: [
        "Vocabulary", "Rulebook", "Database", "Markup", "HTTP", "Paper", "CSodium", "CCurl", "CArchive", "COpenSSL",
    ])
targets += room(
    "Work", uses: ["Vocabulary", "Rulebook", "Database", "Markup", "HTTP", "Paper", "PlanReader", "Office"])
targets += room(
    "App",
    uses: ["Vocabulary", "Rulebook", "Database", "Markup", "HTTP", "Paper", "PlanReader", "Office", "Work"],
    exclude: ["Assets"])
// Serves scripts/bench only; never shipped.
targets += [
    .executableTarget(
        name: "bench",
        dependencies: ["App", "Office", "Work", "Rulebook", "Database", "HTTP", "Vocabulary"],
        swiftSettings: strict)
]
targets += [.executableTarget(name: "vinhdanh", dependencies: ["App"], swiftSettings: strict)]
targets += [
    .target(
        name: "Fixtures",
        dependencies: [
            "Vocabulary", "Rulebook", "Database", "HTTP", "Markup", "Paper", "PlanReader", "Office", "Work", "App",
        ],
        path: "Tests/Fixtures",
        swiftSettings: strict)
]
targets += [
    .testTarget(
        name: "ArchitectureTests",
        dependencies: ["App", "Office", "Work", "Database", "Fixtures"],
        swiftSettings: strict)
]

let package = Package(
    name: "VinhDanh", platforms: [.macOS(.v15)],
    products: [.executable(name: "vinhdanh", targets: ["vinhdanh"])],
    targets: targets)
