import { z } from "zod";

/** An identifier that expressions can name: `actions.query.rows`. */
export const ActionId = z
  .string()
  .regex(/^[a-z][A-Za-z0-9_]{0,62}$/, "An action id begins with a small letter and holds letters, digits and _.");
