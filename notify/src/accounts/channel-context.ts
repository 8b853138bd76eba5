import { createSecretMasker, isSecretRef, type SecretMasker } from "@belfry/model";
import type { ActionLog, ChannelContext } from "@belfry/plugin-kit";
import type { NotifyDeps } from "../notify-context.ts";

/**
 * What a channel may use for one send or one test. The masker knows every secret that the channel has read: a server may
 * repeat a password in its refusal, and what it said is kept and shown.
 */
export function channelContext(
  deps: NotifyDeps,
  options: { now: Date; signal: AbortSignal; piecesDone?: number },
): { readonly context: ChannelContext; readonly masker: SecretMasker } {
  const masker = createSecretMasker();
  const context: ChannelContext = {
    now: options.now,
    signal: options.signal,
    piecesDone: options.piecesDone ?? 0,
    log: maskedLog(deps.log, masker),
    fetch: deps.fetch,
    connect: deps.connect,
    async secret(value) {
      if (isSecretRef(value)) {
        const secret = await deps.resolveSecret(value.$secret);
        masker.add(secret);
        return secret;
      }
      if (typeof value === "string") return value;
      throw new TypeError("A secret is a string or a reference to the vault.");
    },
  };
  return { context, masker };
}

function maskedLog(log: ActionLog, masker: SecretMasker): ActionLog {
  const masked =
    (level: keyof ActionLog): ActionLog[typeof level] =>
    (message, fields) =>
      log[level](masker.text(message), fields === undefined ? undefined : masker.json(fields));
  return { info: masked("info"), warn: masked("warn"), error: masked("error") };
}
