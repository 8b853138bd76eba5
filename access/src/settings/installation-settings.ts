/**
 * The settings of the installation, as data.
 *
 * Whoever decides about something reads them anew, in the transaction of the decision: a demand that an administrator
 * made a second ago must hold. Only what every answer needs (which fields are masked) is remembered for a moment.
 */
import type { Actor } from "@belfry/model";
import type { Queryable, Store } from "@belfry/store";
import { writeAudit } from "../audit/write-audit.ts";
import { lockSettings } from "../sql/lock-settings.ts";
import { mergeSetting } from "../sql/merge-setting.ts";
import { selectSettings } from "../sql/select-settings.ts";
import { Settings, type SettingsPatch } from "./settings.ts";

export interface InstallationSettings {
  /** The settings as they are now. @param db a transaction, where they must fit what else it reads @default the store */
  get(db?: Queryable): Promise<Settings>;
  /** The settings as they were at most two seconds ago; a change by this node is seen at once. */
  recent(): Promise<Settings>;
  /** Changes what the patch names, leaves the rest, and returns all of them. */
  change(patch: SettingsPatch, by: Actor): Promise<Settings>;
}

// What another node changed is masked here this much later; asking for every answer would double its statements.
const REMEMBER_MS = 2_000;

export function createInstallationSettings(store: Store): InstallationSettings {
  let remembered: { readonly settings: Promise<Settings>; readonly at: number } | undefined;

  return {
    get: (db = store) => readSettings(db),

    recent() {
      const now = performance.now();
      if (remembered === undefined || now - remembered.at > REMEMBER_MS) {
        const settings = readSettings(store);
        remembered = { settings, at: now };
        // A failure is for whoever asked; the next one asks again.
        settings.catch(() => {
          remembered = undefined;
        });
      }
      return remembered.settings;
    },

    async change(patch, by) {
      const after = await store.transaction(async (tx) => {
        await lockSettings(tx);
        const before = await readSettings(tx);
        for (const [name, value] of Object.entries(patch)) await mergeSetting(tx, { name, value });
        const changed = await readSettings(tx);
        const subject = { kind: "settings", id: "installation" };
        await writeAudit(tx, { by, action: "settings.change", subject, outcome: "done", before, after: changed });
        return changed;
      });
      remembered = undefined;
      return after;
    },
  };
}

async function readSettings(db: Queryable): Promise<Settings> {
  const rows = await selectSettings(db);
  return Settings.parse(Object.fromEntries(rows.map(({ name, value }) => [name, value])));
}
