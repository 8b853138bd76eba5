import { z } from "zod";

/** The name of the files in which rules are kept. */
export const SourceName = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]{0,62}$/,
    "A source is named with small letters, digits, dots, hyphens and _, at most 63 of them.",
  );
