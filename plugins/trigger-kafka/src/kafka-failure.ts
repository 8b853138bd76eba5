import { ActionFailure, isActionFailure } from "@belfry/plugin-kit";

const faults = [
  {
    signs: /PLT_KFK_AUTHENTICATION|SASL_AUTHENTICATION_FAILED|ILLEGAL_SASL_STATE/,
    class: "config",
    code: "KAFKA_LOGIN_REFUSED",
    says: "refuses the login. Correct user, password and mechanism.",
  },
  {
    signs: /UNKNOWN_TOPIC_OR_PARTITION|INVALID_TOPIC/,
    class: "config",
    code: "KAFKA_NOT_THERE",
    says: "has no such topic. Make it first.",
  },
  {
    signs: /AUTHORIZATION_FAILED/,
    class: "config",
    code: "KAFKA_NOT_PERMITTED",
    says: "does not permit this to the user. Give them the right.",
  },
  {
    signs: /CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME|ERR_(?:TLS|SSL)/,
    class: "config",
    code: "KAFKA_NOT_TRUSTED",
    says: "has a certificate that is not trusted. Name its authority in NODE_EXTRA_CA_CERTS if it is your own.",
  },
  { signs: /PLT_KFK_TIMEOUT|TIMEDOUT/, class: "timeout", code: "KAFKA_TIMEOUT", says: "did not answer in time." },
] as const;

/** What the library threw, as a failure that says what to do. What it does not name is a broken connection. */
export function kafkaFailure(error: unknown, cluster: string): unknown {
  const own = innermost(error).find(isActionFailure);
  if (own !== undefined) return own;
  const told = innermost(error).map(signsOf).join(" ");
  const fault = faults.find(({ signs }) => signs.test(told));
  const {
    class: failureClass,
    code,
    says,
  } = fault ?? {
    class: "external" as const,
    code: "KAFKA_UNREACHABLE",
    says: "cannot be reached, or the connection broke.",
  };
  const message = error instanceof Error ? error.message : String(error);
  return new ActionFailure(`The Kafka cluster ${cluster} ${says} ${message}`, {
    class: failureClass,
    code,
    details: { cluster },
    cause: error,
  });
}

/** An error and all that it stands for: the library wraps those of several brokers and attempts. */
function innermost(error: unknown): unknown[] {
  if (!(error instanceof Error)) return [error];
  const parts = error instanceof AggregateError ? error.errors.flatMap(innermost) : [];
  return [error, ...parts, ...(error.cause === undefined ? [] : innermost(error.cause))];
}

function signsOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const { code, apiId, errorCode } = error as { code?: unknown; apiId?: unknown; errorCode?: unknown };
  return [code, apiId, errorCode].filter((sign) => typeof sign === "string").join(" ");
}
