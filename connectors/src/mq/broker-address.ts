import { ActionFailure } from "@belfry/plugin-kit";
import { connectionPart } from "../connection-part.ts";

const INVALID = "MQ_CONNECTION_INVALID";

/** A broker as a connection URL names it. */
export interface BrokerAddress {
  readonly kind: BrokerKind;
  readonly host: string;
  readonly port: number;
  readonly isTls: boolean;
  /** Undefined where the URL names none. */
  readonly user: string | undefined;
  readonly password: string | undefined;
  /** What stands behind the slash: the virtual host of RabbitMQ, the number of a Redis database. */
  readonly path: string;
  /** The broker as it may be shown: without user and password. */
  readonly shown: string;
}

export type BrokerKind = "rabbitmq" | "nats" | "mqtt" | "redis";

interface Scheme {
  readonly kind: BrokerKind;
  readonly isTls: boolean;
  readonly port: number;
}

const schemes: Readonly<Record<string, Scheme>> = {
  "amqp:": { kind: "rabbitmq", isTls: false, port: 5672 },
  "amqps:": { kind: "rabbitmq", isTls: true, port: 5671 },
  "nats:": { kind: "nats", isTls: false, port: 4222 },
  "tls:": { kind: "nats", isTls: true, port: 4222 },
  "mqtt:": { kind: "mqtt", isTls: false, port: 1883 },
  "mqtts:": { kind: "mqtt", isTls: true, port: 8883 },
  "redis:": { kind: "redis", isTls: false, port: 6379 },
  "rediss:": { kind: "redis", isTls: true, port: 6379 },
};

/** The beginnings of the URLs of a broker, or of all. */
export function schemesOf(kind?: BrokerKind): readonly string[] {
  return Object.entries(schemes).flatMap(([scheme, known]) =>
    kind === undefined || known.kind === kind ? [scheme] : [],
  );
}

/**
 * Reads a connection URL. The failure never repeats the URL, which holds a password.
 * @param kind the broker that it has to be; any when left out
 * @throws ActionFailure class `config` with code `MQ_CONNECTION_INVALID`
 */
export function readBrokerUrl(text: string, kind?: BrokerKind): BrokerAddress {
  const url = URL.parse(text);
  const scheme = url === null ? undefined : schemes[url.protocol];
  const wanted = schemesOf(kind).map((begin) => `${begin}//`);
  if (url === null || scheme === undefined || (kind !== undefined && scheme.kind !== kind)) {
    throw invalid(`The connection is no URL of a broker. Write ${wanted.join(" or ")}, then user:password@host.`);
  }
  if (url.hostname === "") throw invalid(`The connection names no server. Write ${url.protocol}//user:password@host.`);
  if (url.search !== "" || url.hash !== "") {
    throw invalid("The connection has something behind ? or #. A password with such signs is written percent-encoded.");
  }
  const port = url.port === "" ? scheme.port : Number(url.port);
  const path = connectionPart(url.pathname.slice(1), INVALID);
  return {
    kind: scheme.kind,
    isTls: scheme.isTls,
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port,
    user: url.username === "" ? undefined : connectionPart(url.username, INVALID),
    password: url.password === "" ? undefined : connectionPart(url.password, INVALID),
    path,
    shown: `${url.protocol}//${url.hostname}:${port}${path === "" ? "" : `/${path}`}`,
  };
}

function invalid(message: string): ActionFailure {
  return new ActionFailure(message, { class: "config", code: INVALID });
}
