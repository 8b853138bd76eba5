import { ActionFailure, isActionFailure } from "@belfry/plugin-kit";
import type { BrokerAddress } from "./broker-address.ts";

export type BrokerFault = "unreachable" | "login" | "trust" | "missing" | "denied" | "refused" | "timeout";

const faults: Readonly<
  Record<BrokerFault, { readonly class: "external" | "timeout" | "config"; readonly code: string }>
> = {
  unreachable: { class: "external", code: "MQ_UNREACHABLE" },
  login: { class: "config", code: "MQ_LOGIN_REFUSED" },
  trust: { class: "config", code: "MQ_NOT_TRUSTED" },
  missing: { class: "config", code: "MQ_NOT_THERE" },
  denied: { class: "config", code: "MQ_NOT_PERMITTED" },
  refused: { class: "external", code: "MQ_REFUSED" },
  timeout: { class: "timeout", code: "MQ_TIMEOUT" },
};

const sentences: Readonly<Record<BrokerFault, (broker: string) => string>> = {
  unreachable: (broker) => `The broker ${broker} cannot be reached, or the connection broke.`,
  login: (broker) => `The broker ${broker} refuses user and password. Correct the URL in the secret of the connection.`,
  trust: (broker) =>
    `The certificate of the broker ${broker} is not trusted. Let it carry the name in the URL, and name the authority in NODE_EXTRA_CA_CERTS if it is your own.`,
  missing: (broker) => `The broker ${broker} has no such place.`,
  denied: (broker) => `The broker ${broker} does not permit this to the user of the connection. Give them the right.`,
  refused: (broker) => `The broker ${broker} did not take the message.`,
  timeout: (broker) => `The broker ${broker} did not answer in time.`,
};

/** A failure in one of the ways in which brokers fail. `about` is a sentence that says more; it holds no secret. */
export function brokerFailure(
  fault: BrokerFault,
  { shown }: BrokerAddress,
  about = "",
  cause?: unknown,
): ActionFailure {
  return new ActionFailure(`${sentences[fault](shown)} ${sentence(about)}`.trim(), {
    ...faults[fault],
    details: { broker: shown },
    ...(cause !== undefined && { cause }),
  });
}

/** What the sockets of the system and their TLS say of a certificate. */
const certificateCodes = /CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME|HOSTNAME_MISMATCH/;
const tlsCodes = /^ERR_(?:TLS|SSL)/;

/**
 * What a library threw while it connected or sent. `judge` knows the library; what it does not know is taken for a broken
 * connection: that is what the rest is, and it is tried again.
 */
export function brokerFailureOf(
  error: unknown,
  address: BrokerAddress,
  judge: (error: Error) => BrokerFault | undefined = () => undefined,
): unknown {
  if (isActionFailure(error)) return error;
  if (!(error instanceof Error)) return brokerFailure("unreachable", address, String(error));
  const code = codeOf(error);
  const isTls = certificateCodes.test(code) || tlsCodes.test(code);
  return brokerFailure(judge(error) ?? (isTls ? "trust" : "unreachable"), address, messageOf(error), error);
}

function codeOf(error: Error): string {
  const own = "code" in error && typeof error.code === "string" ? error.code : "";
  return own === "" && error.cause instanceof Error ? codeOf(error.cause) : own;
}

/** Several addresses that were tried have an error each, and together an error without a message. */
function messageOf(error: Error): string {
  if (error.message.trim() !== "") return error.message;
  return error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0].message : codeOf(error);
}

function sentence(message: string): string {
  const text = message.trim();
  return text === "" || /[.!?。]$/.test(text) ? text : `${text}.`;
}
