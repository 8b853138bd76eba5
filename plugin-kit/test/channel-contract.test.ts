import { beforeEach, expect, test } from "vitest";
import { z } from "zod";
import {
  channelContract,
  contractSecret,
  defineChannel,
  secret,
  type ChannelContext,
  type ChannelMessage,
  type DeliveryOutcome,
} from "../src/index.ts";
import { failedChecks } from "./failed-checks.ts";

/** A provider that takes messages for everybody but `full` and `gone`. */
let taken: { key: string; token: string }[] = [];
beforeEach(() => {
  taken = [];
});

const Account = z.strictObject({
  host: z.string().describe("Where it is."),
  token: secret().describe("Who we are."),
});
type Account = z.output<typeof Account>;

function outcomeFor(recipient: string): DeliveryOutcome {
  if (recipient === "full") return { kind: "try-later", reason: "The room is full." };
  if (recipient === "gone") return { kind: "recipient-fault", reason: "There is no such room." };
  return { kind: "accepted" };
}

/** A channel that keeps every promise. */
const good = {
  id: "chatroom",
  displayName: { zh: "聊天室", en: "Chatroom" },
  account: Account,
  envelope: "message" as const,
  maxBytes: (_account: Account) => 4_096,
  checkAddress: (address: string) => (/^[a-z]+$/.test(address) ? undefined : "A room is named with small letters."),
  async send(
    ctx: ChannelContext,
    message: ChannelMessage,
    recipients: readonly string[],
    account: Account,
  ): Promise<readonly DeliveryOutcome[]> {
    const token = await ctx.secret(account.token);
    if (ctx.signal.aborted) return recipients.map(() => ({ kind: "try-later", reason: "It was cancelled." }));
    if (account.host === "nowhere")
      return recipients.map(() => ({ kind: "try-later", reason: "Nobody listens there." }));
    if (recipients.some((recipient) => outcomeFor(recipient).kind === "accepted")) {
      taken.push({ key: message.messageKey, token });
    }
    return recipients.map(outcomeFor);
  },
  async test(_ctx: ChannelContext, account: Account) {
    const reach = { step: "TCP", ok: account.host !== "nowhere", detail: account.host };
    return reach.ok ? [reach, { step: "AUTH", ok: account.host !== "closed", detail: "token" }] : [reach];
  },
};

const account = { host: "somewhere", token: contractSecret.ref };
const failuresOf = (over: Partial<typeof good>) =>
  failedChecks(
    channelContract(defineChannel({ ...good, ...over }), {
      validAccount: account,
      unreachableAccount: { ...account, host: "nowhere" },
      brokenAccounts: [{ name: "is closed", account: { ...account, host: "closed" } }],
      validAddress: "ops",
      badAddresses: ["Ops", "a b"],
      refused: [
        { address: "full", kind: "try-later" },
        { address: "gone", kind: "recipient-fault" },
      ],
      taken: () => taken.length,
      outside: () => JSON.stringify(taken.map(({ key }) => key)),
    }),
  );

test("a channel that keeps its promises passes every check", async () => {
  expect(await failuresOf({})).toEqual([]);
});

test.each<[string, Partial<typeof good>, string]>([
  ["an id that is no word", { id: "Chat Room" }, "its id can stand in an address and in a table"],
  [
    "an address check that lets everything through",
    { checkAddress: () => undefined },
    "it knows its addresses, and says of others why they are none",
  ],
  ["a size that is none", { maxBytes: () => Number.NaN }, "the largest message of an account is a number of bytes"],
  [
    "outcomes in an order of their own",
    { send: async (...args) => (await good.send(...args)).toSorted((a, b) => a.kind.localeCompare(b.kind)) },
    "every recipient has its own outcome, in the order of the recipients",
  ],
  [
    "one outcome for all",
    { send: async (...args) => (await good.send(...args)).slice(0, 1) },
    "every recipient has its own outcome, in the order of the recipients",
  ],
  [
    "a refusal that is thrown",
    {
      async send(...args) {
        const outcomes = await good.send(...args);
        if (outcomes.every(({ kind }) => kind !== "accepted")) throw new Error("refused");
        return outcomes;
      },
    },
    "recipients that are all refused are outcomes, not an error",
  ],
  [
    "an unknown outcome where nothing left the house",
    {
      async send(...args) {
        if (args[3].host !== "nowhere") return good.send(...args);
        return args[2].map(() => ({ kind: "unknown" as const, reason: "No answer." }));
      },
    },
    "a provider that cannot be reached is an outcome, and one that may be tried again",
  ],
  [
    "a send that does not hear the abort",
    { send: (ctx, ...rest) => good.send({ ...ctx, signal: new AbortController().signal }, ...rest) },
    "a send that was aborted before it began sends nothing and says so soon",
  ],
  [
    "a password in a reason",
    {
      async send(ctx, ...rest) {
        const reason = `refused: ${await ctx.secret(rest[2].token)}`;
        return (await good.send(ctx, ...rest)).map((outcome) =>
          "reason" in outcome ? { ...outcome, reason } : outcome,
        );
      },
    },
    "the password of an account stands in no outcome and in no log",
  ],
  [
    "a message key that stays at home",
    { send: (ctx, message, ...rest) => good.send(ctx, { ...message, messageKey: "" }, ...rest) },
    "the key of the message leaves with it, so that a receiver can drop a double",
  ],
  [
    "a test that sends",
    {
      async test(...args) {
        taken.push({ key: "test", token: "" });
        return good.test(...args);
      },
    },
    "the test of an account that works passes every step and sends nothing",
  ],
  [
    "a test that goes on after the step that fails",
    { test: async (...args) => [...(await good.test(...args)), { step: "SEND", ok: true, detail: "fine" }] },
    "the test of an account that is closed stops at the step that fails and says why",
  ],
])("%s is found", async (_what, over, expected) => {
  expect(await failuresOf(over)).toContain(expected);
});
