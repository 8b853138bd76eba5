import { definition } from "../scope-fixture.ts";
import { campaignOf, contractRow, gridOf } from "./definitions.ts";

/** Bodies of routes that take one. */
export const bodies: Readonly<Record<string, (rule: string) => unknown>> = {
  "rules.save": (rule) => definition(rule, "乙", "taken over"),
  "rules.trigger": () => ({}),
  "rules.dryRun": () => ({}),
  "rules.restoreVersion": () => ({}),
  "templates.preview": () => ({ channel: "pigeon" }),
  "approvals.approve": () => ({}),
  "approvals.reject": () => ({}),
  "approvals.withdraw": () => ({}),
  "messages.cancel": () => ({}),
  "messages.retry": () => ({}),
  "incentives.saveCampaign": (rule) => ({ definition: campaignOf(rule.toUpperCase(), "taken over") }),
  "incentives.installCampaign": () => ({}),
  "incentives.run": () => ({ source: "x", rows: [contractRow("c-9")] }),
  "incentives.correct": () => ({ contract: "c-1", withdrawn: true, reason: "x" }),
  "incentives.dismiss": () => ({ reason: "x" }),
  "incentives.reopen": () => ({ reason: "x" }),
  "grids.save": (grid) => gridOf(grid, "甲", "taken over"),
  "grids.saveMembers": () => ({ members: [{ member: { shop: "another" } }], replace: true }),
  "grids.removeMembers": () => ({ members: [{ shop: "one" }] }),
  "grids.generate": () => ({}),
  "grids.claim": () => ({}),
  "grids.heartbeat": () => ({ cells: [{ cell: "1-1-1", epoch: 1 }] }),
  "grids.complete": () => ({ cell: "1-1-1", epoch: 1 }),
  "grids.fail": () => ({ cell: "1-1-1", epoch: 1, reason: "x" }),
  "grids.retry": () => ({}),
  "grids.skip": () => ({ reason: "x" }),
  "grids.done": () => ({ reason: "x" }),
  "grids.backfill": () => ({ from: "2025-09-01", until: "2025-09-02" }),
};
