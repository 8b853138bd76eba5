import { z } from "zod";

/** Which list answers a fault hits. A fault without these hits every one. */
const listTarget = {
  /** Building code, "1" to "20". */
  building: z.string().min(1).optional(),
  /** Page by `offset / limit`, counted from 0. */
  page: z.int().min(0).optional(),
};

/** After how many hits the fault is gone. Without it the fault stays until it is cleared. */
const times = { times: z.int().min(1).optional() };

/** Everything that can go wrong at the gate, as one switch each. The same JSON works over `POST /__control`. */
export const GateFault = z.discriminatedUnion("kind", [
  /** The list answers with this HTTP status. */
  z.strictObject({ kind: z.literal("status"), status: z.int().min(400).max(599), ...listTarget, ...times }),
  /** The list redirects to the login page while the session stays good; `andBack`: from there on to the index page. */
  z.strictObject({ kind: z.literal("login-redirect"), andBack: z.boolean().optional(), ...listTarget, ...times }),
  /** The session ends in the middle of the work; the list redirects to the login page until somebody logs in again. */
  z.strictObject({ kind: z.literal("session-lost"), ...listTarget, ...times }),
  /** Each session ends after it has been used for so many list requests. */
  z.strictObject({ kind: z.literal("session-expires-after"), requests: z.int().min(0) }),
  /** Status 200 and a body that is no JSON. */
  z.strictObject({ kind: z.literal("not-json"), ...listTarget, ...times }),
  z.strictObject({ kind: z.literal("missing-total"), ...listTarget, ...times }),
  z.strictObject({ kind: z.literal("missing-rows"), ...listTarget, ...times }),
  /** A valid answer that says nobody was late. */
  z.strictObject({ kind: z.literal("zero-total"), ...listTarget, ...times }),
  /** The right answer, late. */
  z.strictObject({ kind: z.literal("slow"), delayMs: z.int().min(1), ...listTarget, ...times }),
  /** The connection is cut without an answer. */
  z.strictObject({ kind: z.literal("connection-reset"), ...listTarget, ...times }),
  /** The login page never answers. */
  z.strictObject({ kind: z.literal("login-page-hangs"), ...times }),
  /** Right credentials only show the login page again, without an error text. */
  z.strictObject({ kind: z.literal("login-title-unchanged"), ...times }),
  /** The login form has no submit button. */
  z.strictObject({ kind: z.literal("login-without-submit"), ...times }),
]);
export type GateFault = z.infer<typeof GateFault>;

export type GateFaultKind = GateFault["kind"];
