import { AppError, type Scope } from "@belfry/model";
import type { EngineCore } from "../engine-core.ts";
import { eventView, type EventView } from "../incoming/event-view.ts";
import { getEvent } from "../incoming/read-events.ts";
import type { CompiledRule } from "../rules/compile-rule.ts";
import { triggerKind } from "../slots/schedule.ts";

/** What is to have started the rule. @default by hand, now */
export interface DryRunTrigger {
  /** A fire time of its schedule. */
  readonly at?: Date;
  /** An event that came, by its number. */
  readonly eventId?: number;
  /** An event as it would come. */
  readonly event?: {
    readonly type: string;
    readonly source?: string;
    readonly id?: string;
    readonly subject?: string;
    readonly data?: unknown;
    readonly attributes?: Readonly<Record<string, string | number | boolean>>;
    readonly occurredAt?: Date;
  };
  /** Which of the rule's triggers, by its id. @default the first that fits */
  readonly trigger?: string;
  readonly inputs?: unknown;
}

/** The trigger as the rule would see it. @throws AppError EVENT_NOT_FOUND, REQUEST_INVALID when the rule has no such trigger */
export async function triggerOf(
  core: EngineCore,
  rule: CompiledRule,
  given: DryRunTrigger,
  { by, scope }: { readonly by: string; readonly scope: Scope | null },
): Promise<Readonly<Record<string, unknown>>> {
  const { at, eventId, event } = given;
  if (at !== undefined) {
    const { kind, id } = own(core, rule, given, "schedule");
    const dueAt = at.toISOString();
    return { kind, id, dueAt, scheduledFor: dueAt };
  }
  if (eventId !== undefined) {
    const {
      eventId: id,
      source,
      type,
      subject,
      occurredAt,
      attributes,
      data,
      depth,
    } = await getEvent(core.store, eventId, scope);
    const time = occurredAt?.toISOString() ?? null;
    const view: EventView = { source, id, type, subject, time, attributes, data, depth };
    return { ...own(core, rule, given, "event"), event: view };
  }
  if (event !== undefined) {
    const { source = "dry-run", id = "dry-run", data = null, ...rest } = event;
    return { ...own(core, rule, given, "event"), event: eventView({ source, id, data, ...rest }, 0) };
  }
  return { kind: "manual", by };
}

/** The trigger of the rule that is meant: by its id, or the first of its sort. */
function own(
  { registry }: EngineCore,
  rule: CompiledRule,
  given: DryRunTrigger,
  sort: "schedule" | "event",
): { readonly kind: string; readonly id: string } {
  const triggers = (rule.definition.triggers ?? []).flatMap((config, i) => {
    const kind = triggerKind(registry, config);
    const isSchedule = kind !== undefined && registry.triggers.get(kind)?.kind === "schedule";
    if (kind === undefined || isSchedule !== (sort === "schedule")) return [];
    return [{ kind, id: config.id ?? `${kind}-${i + 1}` }];
  });
  const found = given.trigger === undefined ? triggers[0] : triggers.find(({ id }) => id === given.trigger);
  if (found !== undefined) return found;
  const path = sort === "schedule" ? "trigger.at" : "trigger.event";
  const message =
    sort === "schedule" ? "The rule has no schedule that it could fire by." : "The rule has no trigger for events.";
  throw new AppError("REQUEST_INVALID", {
    problems: [{ path, message, remedy: "Name a trigger of the rule, or give inputs as if it were started by hand." }],
  });
}
