/** What a trigger promises to whom strangers can send: it lets nobody in who knows no secret, and survives any bytes. */
import type { ReceivedRequest, ReceiveTrigger } from "../trigger.ts";
import { check, demand, type ContractCheck } from "./contract-check.ts";
import { contractSecret } from "./contract-secret.ts";
import { notJson } from "./json-value.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

/** What strangers send, and what broken programs do. */
const requests: readonly ReceivedRequest[] = [
  { headers: {}, body: bytes("") },
  { headers: { authorization: "Bearer " }, body: bytes("{}") },
  { headers: { authorization: "Bearer wrong" }, body: bytes("{") },
  { headers: { "content-type": "application/json" }, body: bytes('{"a":1,"a":2}') },
  { headers: { "content-type": "application/json" }, body: bytes("[".repeat(100_000)) },
  { headers: {}, body: new Uint8Array([0xff, 0xfe, 0x00]) },
  { headers: {}, body: bytes('{"订单":{"id":7}}') },
];

export function receiveChecks(
  trigger: ReceiveTrigger,
  configs: readonly Readonly<Record<string, unknown>>[],
): readonly ContractCheck[] {
  const parsed = configs.map((config): unknown => trigger.config.parse(config));
  const ctx = { now: new Date("2026-02-16T06:00:00Z"), secret: async () => contractSecret.value };
  return [
    check(`${trigger.id}: it lets nobody in who knows no secret`, async () => {
      for (const config of parsed) {
        for (const request of requests) {
          const verified = await trigger.verify(ctx, config, request);
          demand(!verified, `A request without a signature is let in: ${JSON.stringify(request.headers)}.`);
        }
      }
    }),
    check(`${trigger.id}: it reads any bytes into an event, or says why not`, () => {
      for (const config of parsed) {
        for (const request of requests) {
          const read = trigger.read(config, request);
          if (!read.ok) {
            demand(read.problems.length > 0, "What it cannot read has no problem that says why.");
            continue;
          }
          const { id, type, data } = read.event;
          demand(id !== "" && type !== "", "An event has no id or no type.");
          demand(notJson(data ?? null) === undefined, "The data of an event is not JSON.");
          const again = trigger.read(config, request);
          demand(again.ok && again.event.id === id, "The same request gets another id: it would be accepted twice.");
        }
      }
    }),
  ];
}
