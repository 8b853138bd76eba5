/** What a callback is told of one state of one delivery. */
export interface ToldEvent {
  readonly id: number;
  readonly messageId: number;
  readonly deliveryId: number;
  readonly recipient: string;
  readonly field: string;
  readonly channel: string;
  readonly state: string;
  readonly previous: string | null;
  readonly attempt: number;
  readonly account: string | null;
  readonly code: string | null;
  readonly reason: string | null;
  readonly businessKey: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly at: Date;
}

/** Receivers refuse more than that (Standard Webhooks: below 20 kB). */
const MOST_BYTES = 20_000;
const MOST_REASON = 1_000;

/** The same id on every call, so that the receiver drops doubles. */
export function callbackId(installation: string, eventId: number): string {
  return `msg_${installation}_${eventId}`;
}

/** The body of a call, the same on every try as long as nobody erased the recipient. */
export function callbackBody(event: ToldEvent): string {
  const { state, at, labels, reason, ...told } = event;
  const data = {
    // Grows from event to event of a delivery: a receiver that gets one twice, or an old one replayed, knows which is newer.
    sequence: told.id,
    message: told.messageId,
    delivery: told.deliveryId,
    recipient: told.recipient,
    field: told.field,
    channel: told.channel,
    state,
    previous: told.previous,
    attempt: told.attempt,
    account: told.account,
    code: told.code,
    reason: reason === null ? null : reason.slice(0, MOST_REASON),
    businessKey: told.businessKey,
  };
  const head = { type: `delivery.${state}`, timestamp: at.toISOString() };
  const full = JSON.stringify({ ...head, data: { ...data, labels } });
  // Labels are the only part whose number nobody limits.
  return Buffer.byteLength(full) < MOST_BYTES ? full : JSON.stringify({ ...head, data: { ...data, labels: {} } });
}
