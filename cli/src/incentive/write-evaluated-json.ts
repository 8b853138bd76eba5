import { once } from "node:events";
import type { Writable } from "node:stream";
import type { EvaluatedRow, GrantedReward } from "@belfry/incentive";

/** So many characters are gathered before they are written: a million small writes take longer than what they write. */
const PIECE = 65_536;

export interface EvaluatedJson {
  row(row: EvaluatedRow): Promise<void> | undefined;
  /** Ends the value, with what is known when all rows are. */
  end(rest: Readonly<Record<string, unknown>>): void;
}

/**
 * Writes `{"campaign", "rows": […], "rewards": […], …}` as rows come, so that a million of them need not be held. When the file turns
 * out to be unreadable in its middle, what was written is no JSON and the command fails.
 */
export function writeEvaluatedJson(stdout: Writable, campaign: string): EvaluatedJson {
  let piece = `{"campaign":${JSON.stringify(campaign)},"rows":[`;
  let isFirst = true;
  const rewards: GrantedReward[] = [];

  async function flush(): Promise<void> {
    const text = piece;
    piece = "";
    if (!stdout.write(text)) await once(stdout, "drain");
  }

  return {
    row(row) {
      piece += `${isFirst ? "" : ","}\n${JSON.stringify(row)}`;
      isFirst = false;
      for (const reward of row.rewards) rewards.push({ ...reward, contractId: row.contract.id, person: row.person });
      return piece.length < PIECE ? undefined : flush();
    },
    end(rest) {
      const fields = Object.entries({ rewards, ...rest }).map(([name, value]) => `"${name}":${JSON.stringify(value)}`);
      stdout.write(`${piece}\n],${fields.join(",\n")}}\n`);
    },
  };
}
