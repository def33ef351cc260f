import CPostgres
import Foundation

extension Store {
    /// Connects to the PostgreSQL database of `url` (`postgres://name:password@host:port/database`), which must have
    /// been made with encoding UTF8 and collation C, so that text is ordered as on SQLite.
    ///
    /// After a restart of the server the next transaction connects anew. When the connection is lost during a commit,
    /// nobody knows whether it happened: the write throws a fault.
    ///
    /// Throws `StoreRefusal.unreachable` and `.wrongOrder`.
    public static func postgres(_ url: String, connections: Int = 10) throws -> Store {
        let pool = Pool(size: max(1, connections)) { try PostgresConnection.open(url) }
        let connection = try PostgresConnection.open(url)
        let order = try connection.order()
        guard order.encoding == "UTF8", order.isByBytes else {
            throw StoreRefusal.wrongOrder(collation: order.collation, encoding: order.encoding)
        }
        pool.keep(connection)
        return Store(.postgres, address: url, readers: pool, writers: pool)
    }
}

extension Store {
    /// What PostgreSQL's own programs (`pg_dump`) need in their environment to reach this database; nil on SQLite.
    public var clientEnvironment: [String: String]? {
        guard let address, let options = PQconninfoParse(address, nil) else { return nil }
        defer { PQconninfoFree(options) }
        var environment: [String: String] = [:]
        var option = options
        while option.pointee.keyword != nil {
            if let name = option.pointee.envvar, let value = option.pointee.val {
                environment[String(cString: name)] = String(cString: value)
            }
            option += 1
        }
        return environment
    }

    /// The same database, with its tables in the schema of that name.
    public func inSchema(_ name: String) throws -> Store {
        guard let address, try read({ try $0.value("SELECT current_schema()") as String? }) != name else { return self }
        let escaped = name.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? name
        let plain = address.replacing(/options=[^&]*&?/, with: "")
        let joint = plain.contains("?") ? (plain.hasSuffix("?") || plain.hasSuffix("&") ? "" : "&") : "?"
        return try Store.postgres(plain + joint + "options=-c%20search_path%3D\(escaped)", connections: 4)
    }
}

extension PostgresConnection {
    static func open(_ url: String) throws -> PostgresConnection {
        // What the URL says about the first two counts.
        let (keys, values) = (["connect_timeout", "application_name", "dbname"], ["10", "vinhdanh", url])
        guard !url.utf8.contains(0),
            let handle = withCStrings(
                keys,
                { keys in
                    withCStrings(values) { values in PQconnectdbParams(keys, values, 1) }
                })
        else {
            throw StoreRefusal.unreachable(reason: "no connection could be made")
        }
        let connection = PostgresConnection(handle)
        guard PQstatus(handle) == CONNECTION_OK else {
            throw StoreRefusal.unreachable(reason: PQerrorMessage(handle).map { String(cString: $0) } ?? "no answer")
        }
        PQsetNoticeProcessor(handle, ignoreNotice, nil)
        PQsetClientEncoding(handle, "UTF8")
        try connection.command(
            """
            SET standard_conforming_strings = on; SET bytea_output = hex; SET extra_float_digits = 1;
            SET TimeZone = 'UTC'; SET client_min_messages = warning; SET cursor_tuple_fraction = 1; SET lock_timeout = '30s'
            """)
        return connection
    }

    /// Asked of the order itself, since its name depends on who provides it. (Collation C rather than C.UTF-8: only
    /// then does an index serve LIKE.)
    fileprivate func order() throws -> (collation: String, encoding: String, isByBytes: Bool) {
        let sql: SQL = """
            SELECT datcollate AS collation, pg_encoding_to_char(encoding) AS encoding,
              'Z' < 'a' AND 'a b' < 'ab' AND '_' < 'a' AND 'z' < 'ă' AND 'đ' < 'ế' AS by_bytes
            FROM pg_database WHERE datname = current_database()
            """
        guard let row = try rows(sql, upTo: 1, .read).first else { return ("unknown", "unknown", false) }
        return try (row("collation"), row("encoding"), row("by_bytes"))
    }
}

/// Notices would go to standard error.
private func ignoreNotice(_ context: UnsafeMutableRawPointer?, _ message: UnsafePointer<CChar>?) {}

/// The texts as C wants a list of them: each ended by NUL, the list by no address.
private func withCStrings<T>(_ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> T) -> T {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return (copies.map { UnsafePointer($0) } + [nil]).withUnsafeBufferPointer { body($0.baseAddress) }
}
