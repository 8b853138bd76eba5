/** With fewer days left the holidays of the next year should be known by now; the warnings of rules begin there too. */
export const WARN_BELOW_DAYS = 30;
