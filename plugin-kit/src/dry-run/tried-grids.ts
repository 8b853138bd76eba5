import type { Grids } from "../grids.ts";
import type { DryRunOther } from "./dry-run-effect.ts";

/** Grids in which nothing is made or changed: what would have been is shown. */
export function triedGrids(grids: Grids, show: (effect: DryRunOther) => void): Grids {
  return {
    tasks: (grid, request) => grids.tasks(grid, request),
    mirrored: (grid, filter) => grids.mirrored(grid, filter),
    async settle(grid, settlements) {
      const changed = settlements.filter(({ state }) => state !== undefined);
      const detail = { grid, cells: changed.length, first: changed.slice(0, 5) };
      show({ kind: "other", title: { zh: "按外部表更新网格任务", en: "Bring cells to what a table says" }, detail });
      return changed.length;
    },
    async generate(grid, request) {
      show({
        kind: "other",
        title: { zh: "生成网格任务", en: "Generate cells of a grid" },
        detail: { grid, ...request },
      });
      const { date: baseDate = "" } = request;
      return { id: 0, baseDate, platforms: [], created: 0, existing: 0, failed: 0, tasks: [] };
    },
    async saveMembers(grid, members, options = {}) {
      const detail = { grid, members: members.length, first: members.slice(0, 5), ...options };
      show({ kind: "other", title: { zh: "写入网格成员", en: "Write members of a grid" }, detail });
      return { inserted: 0, changed: 0, removed: 0, retired: 0 };
    },
  };
}
