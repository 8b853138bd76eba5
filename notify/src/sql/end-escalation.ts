import type { Tx } from "@belfry/store";

export async function endEscalation(
  tx: Tx,
  end: {
    readonly messageId: number;
    readonly state: "sent" | "stopped";
    readonly reason: string;
    readonly nextMessageId?: number | undefined;
  },
): Promise<void> {
  await tx.query({
    name: "notify-end-escalation",
    text: `
      update belfry.escalations
      set state = $2, reason = $3, next_message_id = $4, ended_at = belfry.now()
      where message_id = $1`,
    values: [end.messageId, end.state, end.reason, end.nextMessageId ?? null],
  });
}
