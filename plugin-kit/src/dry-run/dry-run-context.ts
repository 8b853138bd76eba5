/**
 * What an action may use while a rule is only tried out. Whatever the action does with it, no message, notice, record,
 * script or request that writes leaves: these are shown instead. What speaks to a server in another way than HTTP cannot
 * be seen from here, so a connection is opened only for an action that says that it only reads, or that shows by itself
 * what it would have done.
 */
import type { OutgoingMessage } from "@belfry/model";
import type { ActionContext, Notified } from "../action-context.ts";
import { ActionFailure } from "../failure.ts";
import { capturedFetch } from "./captured-fetch.ts";
import type { DryRun } from "./dry-run.ts";
import type { DryRunEffect, DryRunMessage } from "./dry-run-effect.ts";
import { triedGrids } from "./tried-grids.ts";
import { triedIncentives } from "./tried-incentives.ts";
import { triedRecords, type TriedRecords } from "./tried-records.ts";

/** The context of `tryOut`: as always, and what the action would have done is shown by itself. */
export interface TryOutContext extends ActionContext {
  /** Shows what would have been done. Secrets that `secret` has given are masked in it. */
  show(effect: DryRunEffect): void;
}

export interface DryRunContextOptions {
  /** Whether the action runs because it only reads, or what it does is captured. */
  readonly treatment: Exclude<DryRun, "skipped">;
  /** Whether the action shows by itself what it would have done. */
  readonly showsItself: boolean;
  readonly show: (effect: DryRunEffect) => void;
  /** What earlier steps made of records. */
  readonly records: TriedRecords;
  /** Looks at a message as the ledger would: what is wrong with it is thrown. @default nothing is looked at */
  readonly checkMessage?: (message: OutgoingMessage) => Promise<Pick<DryRunMessage, "held">>;
}

export function dryRunContext(ctx: ActionContext, options: DryRunContextOptions): TryOutContext {
  const { treatment, showsItself, show } = options;
  const mayConnect = treatment === "runs" || showsItself;
  const wrapped: Partial<TryOutContext> = {
    show,
    fetch: capturedFetch(ctx.fetch, { show: treatment === "captured" ? show : undefined }),
    records: triedRecords(ctx.records, { tried: options.records, now: ctx.now, show }),
    grids: triedGrids(ctx.grids, show),
    incentives: triedIncentives(ctx.incentives, show),
    ...(!mayConnect && {
      addressOf: async () => Promise.reject(noWayOut("a connection")),
      pathOf: async () => Promise.reject(noWayOut("a file of this machine")),
    }),
    async runScript({ interpreter, source, args = [], env = {}, stdin = "", files = [] }) {
      const names = files.map(({ name }) => name);
      show({ kind: "script", interpreter, source, args, env: Object.keys(env), stdin, files: names });
      return { exitCode: 0, result: undefined, files: [], isCut: false };
    },
    async tellPeople({ level, title, body, link, users = [], roles = [] }) {
      const more = { ...(body !== undefined && { body }), ...(link !== undefined && { link }) };
      show({ kind: "notice", level, title, ...more, users, roles });
      // Who has a role is known when it is sent.
      return { recipients: Math.max(1, users.length), unknown: [] };
    },
    async notify(message) {
      const checked = await options.checkMessage?.(message);
      show({ ...messageEffect(message), ...checked });
      return accepted(message);
    },
  };
  // By its prototype: datasets and artifacts are made when they are first asked for.
  return Object.create(ctx, Object.getOwnPropertyDescriptors(wrapped)) as TryOutContext;
}

function noWayOut(what: string): ActionFailure {
  return new ActionFailure(
    `In a dry run the action is not given ${what}: it does not say what it would do there. Its author adds tryOut.`,
    { class: "config", code: "DRY_RUN_REFUSED" },
  );
}

function messageEffect(message: OutgoingMessage): DryRunMessage {
  const { channel, account = null, to, cc = [], bcc = [], subject = "", attachments = [] } = message;
  const { text, html, markdown, mentions, payload } = message;
  return {
    kind: "message",
    channel,
    account,
    to,
    cc,
    bcc,
    subject,
    ...(text === undefined ? {} : { text }),
    ...(html === undefined ? {} : { html }),
    ...(markdown === undefined ? {} : { markdown }),
    ...(mentions === undefined ? {} : { mentions }),
    ...(payload === undefined ? {} : { payload }),
    attachments: attachments.map(({ file, fileName, contentId }) => ({
      file: file.$artifact,
      name: fileName ?? file.name,
      mediaType: file.mediaType,
      bytes: file.bytes,
      ...(contentId !== undefined && { contentId }),
    })),
  };
}

/** As if every recipient had got it at once. */
function accepted({ to, cc = [], bcc = [] }: OutgoingMessage): Notified {
  const deliveries = [...to, ...cc, ...bcc].map((recipient) => ({ recipient, state: "accepted" as const }));
  return { messageId: 0, status: "settled", deliveries };
}
