import type { EvaluatedRow } from "@belfry/incentive";

/** So many characters are gathered before they are written: a million small writes take longer than what they write. */
const PIECE = 16_384;

export interface EvaluatedJson {
  row(row: EvaluatedRow): Promise<void> | undefined;
  /** Ends the value, with what is known when all rows are. */
  end(rest: Readonly<Record<string, unknown>>): Promise<void>;
}

/**
 * Writes `{"campaign", "rows": […], "rewards": […], …}` as rows come, so that a million of them need not be held. When the file
 * turns out to be unreadable in its middle, what was written is no JSON and the command fails.
 */
export function writeEvaluatedJson(write: (text: string) => Promise<void>, campaign: string): EvaluatedJson {
  let piece = `{"campaign":${JSON.stringify(campaign)},"rows":[`;
  let comma = "";
  // Awards follow the rows, as texts: they take less than what they are written from.
  const rewards: string[] = [];

  return {
    row(row) {
      piece += `${comma}\n${JSON.stringify(row)}`;
      comma = ",";
      const { contract, person } = row;
      for (const reward of row.rewards) rewards.push(JSON.stringify({ ...reward, contractId: contract.id, person }));
      if (piece.length < PIECE) return undefined;
      const text = piece;
      piece = "";
      return write(text);
    },
    async end(rest) {
      await write(`${piece}\n],"rewards":[`);
      for (let from = 0; from < rewards.length; from += 100) {
        const some = rewards.slice(from, from + 100);
        await write(`${from === 0 ? "" : ","}\n${some.join(",\n")}`);
      }
      const fields = Object.entries(rest).map(([name, value]) => `"${name}":${JSON.stringify(value)}`);
      await write(`\n],${fields.join(",\n")}}\n`);
    },
  };
}
