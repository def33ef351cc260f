import Database

/// Every migration of this wing, in the order they apply.
public enum OfficeSchema {
    public static let migrations =
        LedgerSchema.migrations + OrganisationSchema.migrations + AccountSchema.migrations + FileSchema.migrations
        + ExchangeSchema.migrations
        + PeopleSchema.migrations
        + JobSchema.migrations
        + AccountSchema.rights
}
