import type { Writer } from "./writer.ts";

/** An event that started a rule, and two that nobody can read. */
export async function fillEvents({ api }: Writer): Promise<void> {
  await api.test.rule({
    rule: "thanks",
    labels: { team: "students" },
    triggers: [{ id: "paid", event: "order.paid", condition: "event.data.amount > 1000" }],
    actions: [{ id: "one", use: "noop" }],
  });
  const event = {
    specversion: "1.0",
    id: "order-1000-paid",
    source: "/shops/7",
    type: "order.paid",
    data: { amount: 5 },
  };
  const sent = await api.fetch("POST", "/v1/events", {
    headers: { authorization: `Bearer ${api.token}`, "content-type": "application/cloudevents-batch+json" },
    body: [event, { ...event, id: "" }, { ...event, source: "" }],
  });
  if (sent.status !== 202) throw new Error(sent.text);
}
