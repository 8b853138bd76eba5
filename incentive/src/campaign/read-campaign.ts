import { AppError, joinPath, type Problem, type TextPosition } from "@belfry/model";
import { isScalar, LineCounter, parseDocument, type Document, type Node } from "yaml";
import { Campaign } from "./campaign.ts";
import type { CampaignProblem } from "./campaign-problem.ts";
import { checkCampaign } from "./check-campaign.ts";

/** A campaign that was read, with what its writer should look at. */
export interface ReadCampaign {
  readonly campaign: Campaign;
  /** What is allowed and probably not meant. */
  readonly warnings: readonly CampaignProblem[];
}

type Path = readonly PropertyKey[];

/**
 * Reads a campaign from YAML or JSON.
 *
 * @param name The name of the file, for problems: `BJ-2025-05@2025-08.yaml`.
 * @throws AppError `CAMPAIGN_INVALID` with every problem: its path, its place in the text, and what to do.
 */
export function readCampaign(text: string, name = "campaign"): ReadCampaign {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  if (document.errors.length > 0)
    throw invalid(
      name,
      document.errors.map(({ message, pos }) => ({
        path: "",
        position: at(pos[0]),
        message: `The file is neither YAML nor JSON: ${message.split("\n")[0] ?? message}`,
        remedy: "Correct the file at this place.",
      })),
    );
  const placed = (path: Path) => at(offsetOf(document, path));
  const parsed = Campaign.safeParse(document.toJS());
  if (!parsed.success)
    throw invalid(
      name,
      parsed.error.issues.map(({ path, message, code }) => ({
        path: textOf(path),
        position: placed(path),
        message: /[.!?]$/.test(message) ? message : `${message}.`,
        remedy:
          code === "unrecognized_keys"
            ? "Take the key out, or check how it is written; the guide lists all of them."
            : "Correct it; the guide says what a campaign may hold.",
      })),
    );
  const problems = checkCampaign(parsed.data).map((problem) => ({
    ...problem,
    position: placedInside(document, placed, problem),
  }));
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw invalid(name, errors);
  return { campaign: parsed.data, warnings: problems };
}

/** The place in the file of a problem inside the text of a template; of a folded text only its beginning can be told. */
function placedInside(
  document: Document,
  placed: (path: Path) => TextPosition,
  { path, position }: Problem,
): TextPosition {
  const start = placed(partsOf(path));
  if (position === undefined) return start;
  const node = document.getIn(partsOf(path), true);
  if (!isScalar(node) || node.type !== "BLOCK_LITERAL") return start;
  // The text begins below the `|`.
  return { line: start.line + position.line, column: position.column };
}

function invalid(name: string, problems: readonly Problem[]): AppError {
  return new AppError("CAMPAIGN_INVALID", { file: name, problems });
}

function textOf(path: Path): string {
  return path.reduce<string>((text, part) => joinPath(text, typeof part === "number" ? part : String(part)), "");
}

/** `tiers.levels[1].from` → `["tiers", "levels", 1, "from"]`; no key of a campaign has a dot in it. */
function partsOf(path: string): (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, name]) =>
    index === undefined ? (name ?? "") : Number(index),
  );
}

/** Where a path stands, or the nearest thing around it: a missing field is told at the object that lacks it. */
function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as Node | undefined;
    const start = node?.range?.[0];
    if (start !== undefined) return start;
  }
  return document.contents?.range?.[0] ?? 0;
}
