/** Where events come from of which Belfry itself is the source; nobody else may send such. */
export const OWN_SCHEME = "belfry:";

/** Whether it reads as Belfry itself, also to a lenient eye: with blanks before it, or in capitals. */
export function isOwnSource(source: string): boolean {
  return source.trimStart().toLowerCase().startsWith(OWN_SCHEME);
}

/** What Belfry tells of itself: something is wrong, or is over. */
export const OWN_ALERTS = "belfry:/alerts";
