import type { Translation } from "../translation.ts";

/** What became of messages. */
export const messageStatistics = {
  title: "Message statistics",
  lead: "By the time at which a message was accepted, in {{zone}}.",
  by: { day: "Days", hour: "Hours" },
  group: "Grouped by",
  groups: { account: "Accounts", template: "Templates", rule: "Rules", label: "Labels" },
  only: {
    account: "Only this account",
    template: "Only this template",
    rule: "Only this rule",
    label: "Only this label",
  },
  arrived: "Arrived",
  failed: "Failed",
  open: "Under way",
  rate: "Success rate",
  median: "Took, median",
  slow: "Took, 95 %",
  chart: "Deliveries in each period",
  periods: "Periods",
  from: "From",
  channels: "Channels",
  reasons: "Reasons of failure",
  quotas: "Quota forecast",
  fullAt: "Full at this pace",
  notFull: "Not before it begins anew",
  backlog: "Waiting now: {{due}} due, {{later}} later, {{sending}} being sent.",
  oldest: "The oldest is due since",
  nothing: "No message was accepted in this time",
  nothingText: "Choose another time, or all channels.",
} as const satisfies Translation["messageStatistics"];
