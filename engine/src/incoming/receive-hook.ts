/**
 * Webhooks: a request to the address of a trigger. Who cannot prove to know the trigger's secret is refused with one and
 * the same answer, whether there is such a trigger or not, and nothing of the request is kept.
 */
import { secretReferences, type Problem } from "@belfry/model";
import type { ReceivedRequest, ReceiveTrigger } from "@belfry/plugin-kit";
import type { Backlog } from "../back-pressure/backlog.ts";
import type { Registry } from "../registry.ts";
import { ownConfig } from "../slots/own-config.ts";
import { selectNow } from "../sql/clock/select-now.ts";
import { insertDeadLetters } from "../sql/events/insert-dead-letters.ts";
import { storableText } from "../values/storable.ts";
import { acceptEvents, type AcceptDeps, type AcceptedEvent } from "./accept-events.ts";
import type { EventTrigger } from "./event-trigger.ts";
import { secretName } from "./secret-name.ts";

export interface HookDeps extends AcceptDeps {
  readonly registry: Registry;
  readonly backlog: Backlog;
  readonly secret: (name: string) => Promise<string>;
  readonly onError: (error: unknown) => void;
}

export type HookOutcome =
  | { readonly kind: "accepted"; readonly event: AcceptedEvent }
  /** There is no such trigger, or the request does not prove that it comes from who knows its secret. */
  | { readonly kind: "refused" }
  /** It was signed rightly and cannot be read; it lies with the dead letters. */
  | { readonly kind: "unreadable"; readonly deadLetter: number; readonly problems: readonly Problem[] };

/** Where a trigger takes requests. */
export interface HookAddress {
  readonly rule: string;
  readonly trigger: string;
}

export async function receiveHook(
  deps: HookDeps,
  { rule, trigger }: HookAddress,
  request: ReceivedRequest,
): Promise<HookOutcome> {
  const triggers = await deps.triggers.current(false);
  const found = triggers.find((one) => one.rule === rule && one.name === trigger);
  const definition = found === undefined ? undefined : receiveTriggerOf(deps.registry, found);
  if (found === undefined || definition === undefined) return { kind: "refused" };
  const config: unknown = definition.config.parse(ownConfig(found.config));
  if (!(await isVerified(deps, { definition, config, found }, request))) return { kind: "refused" };
  const broughtBy = `hook ${rule}/${trigger}`;
  const read = definition.read(config, request);
  if (!read.ok) {
    const raw = storableText(Buffer.from(request.body).toString("utf8"));
    const [deadLetter] = await insertDeadLetters(deps.store, [
      { broughtBy, triggerId: found.triggerId, raw, problems: read.problems },
    ]);
    if (deadLetter === undefined) throw new Error("A dead letter was not kept.");
    return { kind: "unreadable", deadLetter, problems: read.problems };
  }
  const event = { ...read.event, source: hookSource(found) };
  const [accepted] = await acceptEvents(deps, [event], {
    broughtBy,
    triggerId: found.triggerId,
    demandRoom: deps.backlog.demandRoom,
  });
  if (accepted === undefined) throw new Error("The event of a webhook was not accepted.");
  return { kind: "accepted", event: accepted };
}

/** The source of the events of a trigger that has an address. */
export function hookSource({ rule, name }: Pick<EventTrigger, "rule" | "name">): string {
  return `/hooks/${rule}/${name}`;
}

export function receiveTriggerOf(registry: Registry, { kind }: Pick<EventTrigger, "kind">): ReceiveTrigger | undefined {
  const definition = registry.triggers.get(kind);
  return definition?.kind === "receive" ? definition : undefined;
}

async function isVerified(
  deps: HookDeps,
  { definition, config, found }: { definition: ReceiveTrigger; config: unknown; found: EventTrigger },
  request: ReceivedRequest,
): Promise<boolean> {
  const named = new Set(secretReferences(found.config));
  const secret = async (value: unknown): Promise<string> => {
    const name = secretName(value);
    // A text that is no reference is no secret: it stands in the rule, where everybody reads it.
    if (name === undefined || !named.has(name)) throw new Error(`The trigger ${found.name} names no secret there.`);
    return deps.secret(name);
  };
  try {
    return await definition.verify({ now: await selectNow(deps.store), secret }, config, request);
  } catch (error) {
    // A secret that is gone is our trouble, and who asks from outside learns nothing of it.
    deps.onError(error);
    return false;
  }
}
