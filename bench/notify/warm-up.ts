/**
 * So many mails each sender sends before its clock starts: of a thousand mails a tenth of the time would be the compiling of
 * code and the opening of connections, and a server does that once.
 */
export const WARM_UP = 1_000;
