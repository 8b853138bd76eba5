/** The version of Belfry, as the API and the command line tell it. */
export const VERSION = "0.1.0";
