/**
 * The cases of notification_service.json that count: retry, metrics, paging, accountSelection and fingerprint, and those
 * templates that say something in Liquid. All of them run through the ledger and the templates of Belfry.
 */
import { compileTemplate, isAppError, renderTemplate } from "@belfry/model";
import { messageFingerprint } from "@belfry/notify";
import { selectAccount } from "./accounts.ts";
import { countMessages, countPages } from "./counts.ts";
import { labelOf, type NotificationFile } from "./file.ts";
import type { NotificationLedger } from "./ledger.ts";
import { retryCase } from "./retry.ts";
import type { GoldenCase, GoldenSuite } from "../suite.ts";

function suite(name: string, cases: readonly GoldenCase[]): GoldenSuite {
  return { name: `notification_service.json#${name}`, cases };
}

export function notificationSuites(file: NotificationFile, ledger: NotificationLedger): GoldenSuite[] {
  return [
    suite(
      "retry",
      (file.retry ?? []).flatMap((one) => retryCase(ledger, one)),
    ),
    suite(
      "metrics",
      (file.metrics ?? []).map(({ input, expected }) => ({
        label: JSON.stringify(input),
        input,
        expected,
        run: () => countMessages(ledger, input, Object.keys(expected)),
      })),
    ),
    suite(
      "paging",
      (file.paging ?? []).map((input) => ({
        label: `${input.total} by ${input.page_size}`,
        input,
        expected: input.total_pages,
        run: () => countPages(ledger, input.total, input.page_size),
      })),
    ),
    suite(
      "accountSelection",
      (file.accountSelection ?? []).map((one) => ({
        label: labelOf(one),
        input: one.input,
        expected: one.expected,
        run: () => selectAccount(ledger, one.input),
      })),
    ),
    suite(
      "fingerprint",
      (file.fingerprint ?? []).map(({ input, expected }) => ({
        label: input.to,
        input,
        expected,
        run: async () => {
          const { channel, to, content } = input;
          return messageFingerprint({ channel, to: to.split(","), content: { text: content } });
        },
      })),
    ),
    suite(
      "templateRendering",
      (file.templateRendering ?? [])
        .filter(({ input }) => !isJinjaOnly(input.template))
        .map((one) => ({
          label: labelOf(one),
          input: one.input,
          expected: one.expected,
          run: async () => write(one.input.template, one.input.variables),
        })),
    ),
  ];
}

/** Loop variables, `not` and filters with arguments in parentheses are not Liquid's. */
function isJinjaOnly(template: string): boolean {
  return /\bloop\.|\{%\s*if\s+not\b|\|\s*\w+\(/.test(template);
}

function write(template: string, variables: Readonly<Record<string, unknown>>): unknown {
  try {
    return { ok: true, result: renderTemplate(compileTemplate(template, { escape: "html" }), variables) };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { ok: false };
  }
}
