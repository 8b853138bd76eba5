/** A rule that somebody has just edited, for the examples of what may be asked about it. */
export const editedExample = {
  rule: "nightly-report",
  name: "Nightly report",
  triggers: [{ cron: "0 7 * * *", timezone: "Asia/Shanghai" }],
  actions: [{ id: "night", use: "noop", with: { value: "${{ now }}" } }],
};
