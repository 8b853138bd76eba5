import { secret } from "@belfry/plugin-kit";
import type { SASLOptions } from "@platformatic/kafka";
import { z } from "zod";
import type { BrokerGuard } from "./guarded-brokers.ts";

/** The fields that say where a cluster is and who asks. */
export const clusterFields = {
  brokers: z
    .array(
      z.string().regex(/^(?:\[[0-9A-Fa-f:.]+\]|[^\s:/@]+):\d{1,5}$/, "Write name:port, such as kafka-1.example:9092."),
    )
    .min(1)
    .max(20)
    .describe("Brokers to begin with: `kafka-1.example:9092`. They name the others of the cluster."),
  tls: z.boolean().default(false).describe("Whether the connections are encrypted."),
  login: z
    .strictObject({
      mechanism: z.enum(["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"]).describe("How the login is proven."),
      user: z.string().min(1).max(200).describe("The name of the user."),
      password: secret()
        .refine(
          (value) => typeof value !== "string" || /^\$\{\{\s*secrets\.[A-Za-z_]\w*\s*\}\}$/.test(value),
          "Store the password as a secret and name it here: ${{ secrets.NAME }}.",
        )
        .describe("The password, as `${{ secrets.NAME }}`."),
    })
    .optional()
    .describe("Who asks, with SASL. Left out: nobody in particular."),
};

/** A cluster as a rule names it. */
export interface KafkaCluster {
  readonly brokers: readonly string[];
  readonly tls: boolean;
  readonly login?:
    | { readonly mechanism: SASLOptions["mechanism"]; readonly user: string; readonly password: unknown }
    | undefined;
}

/** The cluster as it may be shown. */
export function shownCluster({ brokers }: KafkaCluster): string {
  return brokers.join(",");
}

const CONNECT_WITHIN_MS = 10_000;
const ANSWER_WITHIN_MS = 30_000;

/** What every client of the library is made with. It does not repeat what failed: whoever asked begins anew. */
export async function clientOptions(
  ctx: { secret(value: never): Promise<string> },
  { brokers, tls, login }: KafkaCluster,
  { lookup }: Pick<BrokerGuard, "lookup">,
) {
  const options = {
    clientId: "belfry",
    bootstrapBrokers: [...brokers],
    connectTimeout: CONNECT_WITHIN_MS,
    requestTimeout: ANSWER_WITHIN_MS,
    retries: 0,
    autocreateTopics: false,
    // The name in the certificate is that of the broker, whichever of the cluster it is.
    ...(tls && { tls: { lookup }, tlsServerName: true }),
  };
  if (login === undefined) return options;
  const sasl: SASLOptions = {
    mechanism: login.mechanism,
    username: login.user,
    password: await ctx.secret(login.password as never),
  };
  return { ...options, sasl };
}
