import {
  AppError,
  createSecretMasker,
  parseField,
  secretReferences,
  type Problem,
  type SecretMasker,
} from "@belfry/model";
import type { FeedContext } from "@belfry/plugin-kit";
import { createRecords } from "../records/action-records.ts";
import { secretName } from "../incoming/secret-name.ts";
import { leaseLost } from "../run/lease-lost.ts";
import { compileSource } from "../rules/compile-source.ts";
import { insertFeedDeadLetter } from "../sql/feeds/insert-feed-dead-letter.ts";
import { touchFeed } from "../sql/feeds/touch-feed.ts";
import { storableJson, storableText } from "../values/storable.ts";
import { feedName } from "./feed-trigger.ts";
import { feedLabel, type FeedDeps, type Holding } from "./held-feed.ts";

/** The context of one question or one subscription, and what takes the secrets out of what is kept of it. */
export interface OpenFeedContext {
  readonly context: FeedContext;
  readonly masker: SecretMasker;
}

export function openFeedContext(deps: FeedDeps, feed: Holding, signal: AbortSignal): OpenFeedContext {
  const { taken, lease } = feed;
  const { services } = deps;
  const masker = createSecretMasker();
  const named = new Set(secretReferences(taken.config));
  const log = (level: "info" | "warn" | "error") => (message: string, fields?: Readonly<Record<string, unknown>>) =>
    deps.events.emit("feed.log", {
      rule: taken.rule,
      trigger: taken.name,
      level,
      message: masker.text(message),
      fields: masker.json({ ...fields }),
    });
  const context: FeedContext = {
    signal,
    feedId: `${deps.installation}/${feedName(taken)}`,
    get now() {
      return deps.now();
    },
    log: { info: log("info"), warn: log("warn"), error: log("error") },
    fetch: services.fetch,
    addressOf: services.addressOf,
    pathOf: services.pathOf,
    records: createRecords(deps.store),
    async secret(value) {
      const name = secretName(value);
      if (name === undefined && typeof value === "string") return value;
      // Only what the rule itself names: what comes from a server and looks like a reference must not pull a secret out.
      if (name === undefined || !named.has(name)) {
        const reason = `The trigger ${taken.name} names no such secret.`;
        throw new AppError("SECRET_NOT_FOUND", { secret: name ?? "", reason });
      }
      const secret = await services.secret(name);
      for (const part of [secret, ...passwordsIn(secret)]) masker.add(part);
      return secret;
    },
    async expression(source) {
      const field = parseField(source);
      const problems: Problem[] = [];
      const evaluate = compileSource(field.kind === "expression" ? field.source : source, "", problems);
      if (problems.length > 0) throw new AppError("EXPRESSION_INVALID", { problems });
      const rule = await deps.rules.get(taken.ruleId, taken.ruleVersion);
      const { defaults: inputs } = rule.inputs;
      const names = await deps.rules.names(rule);
      return evaluate({ now: deps.now(), timezone: deps.rules.timeZone, trigger: {}, inputs, ...names });
    },
    unreadable: (raw, problems) =>
      deps.store.transaction(async (tx) => {
        await insertFeedDeadLetter(tx, {
          broughtBy: feedLabel(taken),
          triggerId: taken.triggerId,
          raw: storableText(raw),
          problems: storableJson(problems),
        });
        if (!(await touchFeed(tx, lease, { events: 0 })))
          throw leaseLost(`Somebody else works for the ${feedLabel(taken)}.`);
      }),
  };
  return { context, masker };
}

/** The password of an address, as the library that is given it may show it. */
function passwordsIn(secret: string): string[] {
  const password = URL.parse(secret)?.password ?? "";
  if (password === "") return [];
  try {
    return [password, decodeURIComponent(password)];
  } catch {
    // A stray percent sign: then it stands there as it is.
    return [password];
  }
}
