/**
 * The connection test of an account. It goes the way of a mail, one step at a time, and stops at the first that fails, so
 * that the answer is "the password is wrong" and not "it does not work".
 */
import { lookup } from "node:dns/promises";
import type { Socket } from "node:net";
import type { ChannelContext, ConnectionStep } from "@belfry/plugin-kit";
import type { NodemailerError } from "nodemailer";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { inBothLanguages, outcomeOfAnswer, stepOf } from "./classify-failure.ts";
import { connectionFault, type ConnectionStage } from "./connection-faults.ts";
import type { EmailConfig } from "./email-config.ts";
import { encrypted, type OpenSocket } from "./open-socket.ts";
import { encryptionOf, portOf, smtpOptions } from "./smtp-options.ts";

/** Nodemailer sends a single command only for a login of one's own making. */
const MAIL_FROM_ONLY = "BELFRY-MAIL-FROM";

export async function testConnection(ctx: ChannelContext, config: EmailConfig): Promise<readonly ConnectionStep[]> {
  const password = config.password === undefined ? undefined : await ctx.secret(config.password);
  const steps: ConnectionStep[] = [];
  let socket: Socket | undefined;
  let connection: SMTPConnection | undefined;
  const close = () => {
    connection?.close();
    socket?.destroy();
  };
  const reach = async () => {
    socket = await ctx.connect({ host: config.host, port: portOf(config) }, { signal: ctx.signal });
    // Between two steps nobody else listens, and an error without a listener ends the process.
    socket.on("error", () => undefined);
    return `${socket.remoteAddress}:${socket.remotePort}`;
  };
  const open = () => {
    if (connection === undefined) throw new Error("A step came before the connection.");
    return connection;
  };
  const begin = async () => {
    if (socket === undefined) throw new Error("A step came before the connection.");
    connection = takeOver(await encrypted(socket, config, ctx.signal), config);
    return greet(connection);
  };
  const stages: [ConnectionStage, () => Promise<string>][] = [
    ["DNS", () => resolveHost(config.host)],
    ["TCP", reach],
    [encryptionOf(config) === "plain" ? "SMTP" : "TLS", begin],
  ];
  if (config.user !== undefined) stages.push(["AUTH", () => login(open(), config.user ?? "", password ?? "")]);
  stages.push(["MAIL FROM", () => offerSender(open(), config.from.address)]);
  ctx.signal.addEventListener("abort", close, { once: true });
  try {
    for (const [step, run] of stages) {
      try {
        steps.push({ step, ok: true, detail: await run() });
      } catch (error) {
        steps.push({ step: failedStage(error, step), ok: false, detail: explain(error, ctx.now) });
        break;
      }
    }
  } finally {
    ctx.signal.removeEventListener("abort", close);
    close();
  }
  return steps;
}

async function resolveHost(host: string): Promise<string> {
  const addresses = await lookup(host, { all: true });
  return addresses.map(({ address }) => address).join(", ");
}

function takeOver(socket: OpenSocket, config: EmailConfig): SMTPConnection {
  const connection = new SMTPConnection({
    ...smtpOptions(config),
    ...socket,
    customAuth: {
      [MAIL_FROM_ONLY]: async (context) => {
        const { status, response } = await context.sendCommand(`MAIL FROM:<${context.auth.user}>`);
        if (status >= 300) throw Object.assign(new Error("MAIL FROM was refused"), { response, command: "MAIL FROM" });
      },
    },
  });
  connection.on("error", () => undefined);
  return connection;
}

async function greet(connection: SMTPConnection): Promise<string> {
  await called(connection, (done) => connection.connect(done));
  return connection.secure ? "The server greets, encrypted." : "The server greets, unencrypted.";
}

async function login(connection: SMTPConnection, user: string, pass: string): Promise<string> {
  await called(connection, (done) => connection.login({ user, pass, credentials: { user, pass } }, done));
  return user;
}

async function offerSender(connection: SMTPConnection, address: string): Promise<string> {
  await called(connection, (done) => connection.login({ user: address, method: MAIL_FROM_ONLY }, done));
  return address;
}

/** Runs one step. A connection that breaks meanwhile forgets the step's callback and only says so itself. */
async function called(connection: SMTPConnection, run: (done: (error?: Error | null) => void) => void): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const broken = () => reject(new Error("The connection was closed"));
  connection.once("error", reject);
  connection.once("end", broken);
  run((error) => (error === undefined || error === null ? resolve() : reject(error)));
  try {
    await promise;
  } finally {
    connection.off("error", reject);
    connection.off("end", broken);
  }
}

/** A connection that fails while it is being made may fail at another step than the one that was begun. */
function failedStage(error: unknown, begun: ConnectionStage): ConnectionStage {
  if (begun !== "TLS" && begun !== "SMTP") return begun;
  const { stage } = connectionFault(codesOf(error));
  if (stage === "TLS") return stage;
  if (typeof (error as NodemailerError).response === "string") return "SMTP";
  return stage === "SMTP" ? begun : stage;
}

function explain(error: unknown, now: Date): string {
  const { response, command, message, code } = error as NodemailerError;
  if (response !== undefined && code !== "ETLS") {
    const outcome = outcomeOfAnswer(response, stepOf(command), now);
    return outcome.kind === "accepted" ? "" : outcome.reason;
  }
  return `${message}. ${inBothLanguages(connectionFault(codesOf(error)).advice)}`;
}

function codesOf(error: unknown): (string | undefined)[] {
  const { timeoutType, originalCode, code } = error as NodemailerError;
  return [timeoutType, originalCode, code];
}
