import type { DryRun, DryRunEffect, DryRunRun, DryRunStep } from "@belfry/client";

/** A value of one line, cut where it would fill the screen. */
const LONGEST = 160;

const states: Readonly<Record<DryRunStep["state"], string>> = {
  ran: "ran",
  captured: "NOT done, shown below",
  "left-out": "left out: nothing is known of what it would do",
  "not-run": "would not run: its condition does not hold",
  unclear: "not known: it depends on what was not done",
  failed: "WOULD FAIL",
};

/** What a dry run came to, step by step, for somebody who sees one for the first time. */
export function describeDryRun({ rule, version, at, trigger, fate, detail, runs, cut: isCut, tookMs }: DryRun): string {
  const which = version === null ? "a definition that is not saved" : `version ${version}`;
  const head = [
    `Dry run of ${rule} (${which}), as if it were ${at}, started by ${String(trigger["kind"])}.`,
    "Nothing was sent, written or started. Actions that only read did run.",
  ];
  if (fate === "condition-false") {
    return [...head, "", `It would not have been started: its condition does not hold. ${line(detail)}`].join("\n");
  }
  if (fate === "condition-error") {
    return [...head, "", `It would not have been started: ${messageOf(detail)}`].join("\n");
  }
  const tail = [
    ...(isCut ? ["", "Long texts and lists are cut; --json and the console show as much as there is."] : []),
    "",
    `${endOf(runs[0])} It took ${tookMs} ms.`,
  ];
  return [...head, ...runs.flatMap((run) => ["", ...describeRun(run)]), ...tail].join("\n");
}

function messageOf(detail: DryRun["detail"]): string {
  const message = detail?.["message"];
  return typeof message === "string" ? message : "";
}

function endOf(run: DryRunRun | undefined): string {
  switch (run?.state) {
    case "success":
      return "It would end well, as far as can be said.";
    case "stopped":
      return "It was stopped: its time was over.";
    default:
      return `It would fail: ${run?.failure?.message ?? "nobody knows why."}`;
  }
}

function describeRun({ run, rule, startedBy, items, steps, notReached }: DryRunRun): string[] {
  const title =
    startedBy === null
      ? []
      : startedBy.step === null
        ? [`── For the item ${line(startedBy.item)} ──`]
        : [`── ${rule}, called by ${startedBy.step} ──`];
  return [
    ...title,
    ...(items === null ? [] : [`It works through a list of ${items.total}; ${items.tried} were tried.`]),
    ...steps.flatMap((step, place) => describeStep(step, place + 1)),
    ...(notReached.length === 0 || (run === 0 && items !== null) ? [] : [`Not reached: ${notReached.join(", ")}`]),
  ];
}

function describeStep(step: DryRunStep, place: number): string[] {
  const { step: id, iteration, use, state, input, output, known, failure, dependsOn } = step;
  const where = iteration === "" ? "" : ` [${iteration}]`;
  const howKnown = known === "real" ? "" : known === "stand-in" ? " (as if all went well)" : "";
  return [
    `${place}. ${id}${where} · ${use} · ${states[state]}`,
    ...(step.condition === null ? [] : conditionLines(step.condition)),
    ...(input === undefined ? [] : [`     given: ${line(input)}`]),
    ...(step.items === null ? [] : [`     items: ${step.items.tried} of ${step.items.total} were tried`]),
    ...(step.asks ? [`     a second person would have been asked first${releaserText(step.releasers)}`] : []),
    ...step.closedOff.map(closedText),
    ...(step.waits === null ? [] : [`     ${waitLine(step.waits)}`]),
    ...(step.called === null ? [] : ["     the called rule is tried further below"]),
    ...step.effects.flatMap(effectLines),
    ...step.files.map(({ name, bytes }) => `     file: ${name}, ${bytes} bytes`),
    ...step.rows.map(({ rows, columns }) => `     rows: ${rows} with ${columns.join(", ")}`),
    ...(failure === null ? [] : [`     ${failure.code}: ${failure.message}`]),
    ...(dependsOn.length === 0 ? [] : [`     it reads what is not really known: ${dependsOn.join(", ")}`]),
    ...(output === null || state === "not-run" ? [] : [`     gives: ${line(output)}${howKnown}`]),
  ];
}

function releaserText(releasers: DryRunStep["releasers"]): string {
  if (releasers === null) return "";
  const { names, total } = releasers;
  if (total === 0)
    return ", and NOBODY could release it: who wrote or starts the rule may not, and nobody else has the permission";
  const more = total > names.length ? ` and ${total - names.length} more` : "";
  return `: ${names.join(", ")}${more}`;
}

function closedText({ connection, state, until }: DryRunStep["closedOff"][number]): string {
  if (state === "half-open")
    return `     would wait: the connection ${connection} is in trouble and lets a few in at a time`;
  return `     would wait: the connection ${connection} is in trouble, and closed ${until === null ? "until somebody opens it" : `until ${until}`}`;
}

function conditionLines({ expression, value, parts }: NonNullable<DryRunStep["condition"]>): string[] {
  const named = parts.filter(({ depth, value: part }) => depth > 0 && part !== undefined);
  const values = named.map((part) => `${part.source} = ${line(part.value)}`).join(", ");
  return [`     if ${expression} → ${line(value)}${values === "" ? "" : ` (${values})`}`];
}

function waitLine(waits: NonNullable<DryRunStep["waits"]>): string {
  if (waits.kind === "event") return `would wait for an event ${waits.type} with the key ${waits.key}`;
  return `would wait until ${waits.until}`;
}

function effectLines(effect: DryRunEffect): string[] {
  switch (effect.kind) {
    case "message":
      return [
        `     → message over ${effect.channel} to ${[...effect.to, ...effect.cc, ...effect.bcc].join(", ")}`,
        `       subject: ${effect.subject}`,
        ...textLines(effect.text ?? (effect.html === undefined ? "" : "(only HTML; see the console)")),
        ...effect.attachments.map(({ name, bytes }) => `       attached: ${name}, ${bytes} bytes`),
        ...(effect.held === undefined ? [] : ["       a second person would have to release it first"]),
      ];
    case "notice":
      return [`     → notice to ${[...effect.users, ...effect.roles].join(", ")}: ${effect.title}`];
    case "request":
      return [`     → ${effect.method} ${effect.url}`, ...textLines(effect.body ?? "")];
    case "sql":
      return effect.statements.flatMap(({ sql, params, affected, notRun, returned }) => [
        `     → ${effect.database}: ${line(sql)} ${line(params)}`,
        `       ${notRun ?? `${affected} rows, taken back again`}`,
        ...(returned === undefined ? [] : returned.first.map((row) => `       returned: ${line(row)}`)),
        ...(returned !== undefined && returned.rows > returned.first.length
          ? [`       … and ${returned.rows - returned.first.length} more`]
          : []),
      ]);
    case "records":
      return effect.changes.map(({ key, before, after }) => {
        const change = after === null ? "would be removed" : before === null ? `new: ${line(after)}` : line(after);
        return `     → record ${effect.table}/${key}: ${change}`;
      });
    case "publication":
      return [`     → message to ${effect.to} at ${effect.broker}`, ...textLines(effect.body)];
    case "object":
      return [`     → object ${effect.bucket}/${effect.key} at ${effect.server}, ${effect.bytes} bytes`];
    case "script":
      return [`     → ${effect.interpreter} script`, ...textLines(effect.source)];
    case "other":
      return [`     → ${effect.title.en}: ${line(effect.detail)}`];
  }
}

function textLines(text: string): string[] {
  const lines = text.split("\n").map((one) => `       | ${cut(one)}`);
  if (text.trim() === "") return [];
  return lines.length > 12 ? [...lines.slice(0, 12), "       | …"] : lines;
}

function line(value: unknown): string {
  return cut(typeof value === "string" ? value.replaceAll(/\s+/g, " ") : (JSON.stringify(value) ?? "nothing"));
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
