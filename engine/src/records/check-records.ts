import { AppError, type Problem } from "@belfry/model";
import type { RecordInput } from "../sql/records/upsert-records.ts";
import { isStorable } from "../values/storable.ts";

const LONGEST_KEY = 500;
const LARGEST_RECORD = 65_536;

/**
 * The records as they are written: each key once, the last one wins (with `merge` its fields come over those before).
 * @throws AppError INPUT_INVALID with the first problems
 */
export function checkedRecords(records: readonly RecordInput[], merge: boolean): RecordInput[] {
  const problems: Problem[] = [];
  const byKey = new Map<string, RecordInput>();
  for (const [index, { key, fields }] of records.entries()) {
    const problem = problemOf(key, fields);
    if (problem !== undefined) problems.push({ ...problem, path: `records[${index}]` });
    if (problems.length === 10) break;
    const before = merge ? byKey.get(key)?.fields : undefined;
    byKey.set(key, { key, fields: { ...before, ...fields } });
  }
  if (problems.length > 0) throw new AppError("INPUT_INVALID", { problems });
  return [...byKey.values()];
}

function problemOf(key: string, fields: RecordInput["fields"]): Omit<Problem, "path"> | undefined {
  // Counted as the database counts them.
  const { length } = Array.from(key);
  if (length === 0 || length > LONGEST_KEY) {
    return {
      message: `The key of a record has 1 to ${LONGEST_KEY} characters, and this one ${length}.`,
      remedy: "Choose a field that names the record: a number, a code.",
    };
  }
  const json = JSON.stringify(fields);
  if (Buffer.byteLength(json) > LARGEST_RECORD) {
    return {
      message: `The record ${key.slice(0, 80)} is larger than 64 KiB.`,
      remedy: "Keep large texts as files, and their names in the record.",
    };
  }
  if (isStorable(json) && isStorable(key)) return undefined;
  return {
    message: "A record holds a NUL character or half of a surrogate pair, which cannot be kept.",
    remedy: "Remove it; it comes from a broken copy or a wrong encoding.",
  };
}
