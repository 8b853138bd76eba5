/** Where events come from of which Belfry itself is the source; nobody else may send such. */
export const OWN_SCHEME = "belfry:";
/** What Belfry tells of itself: something is wrong, or is over. */
export const OWN_ALERTS = "belfry:/alerts";
