import type { operations } from "../generated/schema.d.ts";
import { unwrap, type Http } from "../http.ts";

type VersionPage = NonNullable<operations["rules.versions"]["parameters"]["query"]>;
type ExportQuery = NonNullable<operations["rules.exportMany"]["parameters"]["query"]>;
type ImportRequest = operations["rules.import"]["requestBody"]["content"]["application/json"];
type DryRunRequest = NonNullable<operations["rules.dryRun"]["requestBody"]>["content"]["application/json"];
type ExplainQuery = NonNullable<operations["rules.explain"]["parameters"]["query"]>;
type SlotDayRange = NonNullable<operations["rules.slotDays"]["parameters"]["query"]>;
type SlotExport = NonNullable<operations["rules.exportSlots"]["parameters"]["query"]>;
type SlotRange = NonNullable<operations["rules.slots"]["parameters"]["query"]>;

export interface RuleChange {
  /** The `revision` of the rule that was read: refused when somebody has changed it since. @default the last one wins */
  readonly ifRevision?: string;
}

export function createRules(http: Http, baseUrl: string) {
  return {
    /** All that fit, page by page. */
    async list(query: Omit<NonNullable<operations["rules.list"]["parameters"]["query"]>, "cursor"> = {}) {
      const items: operations["rules.list"]["responses"][200]["content"]["application/json"]["items"] = [];
      for (let cursor: string | null | undefined; cursor !== null;) {
        const page = await unwrap(
          http.GET("/v1/rules", { params: { query: { ...query, ...(cursor !== undefined && { cursor }) } } }),
        );
        items.push(...page.items);
        cursor = page.nextCursor ?? null;
      }
      return items;
    },
    /** @throws BelfryProblem RULE_NOT_FOUND, as all that name a rule */
    get: (rule: string) => unwrap(http.GET("/v1/rules/{rule}", { params: { path: { rule } } })),
    /**
     * Saves a rule as its next version; a new one is disabled.
     * @throws BelfryProblem RULE_INVALID with all problems, PRECONDITION_FAILED when somebody was faster
     */
    save: (
      rule: string,
      definition: Readonly<Record<string, unknown>>,
      change: RuleChange & { readonly onlyCreate?: boolean; readonly note?: string } = {},
    ) =>
      unwrap(
        http.PUT("/v1/rules/{rule}", {
          params: {
            path: { rule },
            query: change.note === undefined ? {} : { note: change.note },
            header: { ...ifMatch(change), ...(change.onlyCreate === true && { "if-none-match": "*" as const }) },
          },
          body: definition,
        }),
      ),
    /** What is wrong with a rule; saves nothing. */
    check: async (definition: Readonly<Record<string, unknown>>) =>
      (await unwrap(http.POST("/v1/rules/check", { body: definition }))).problems,
    /** What a condition and each of its parts come to with these values; saves and starts nothing. */
    testCondition: (test: operations["conditions.test"]["requestBody"]["content"]["application/json"]) =>
      unwrap(http.POST("/v1/conditions/test", { body: test })),
    enable: (rule: string, change: RuleChange = {}) =>
      unwrap(http.POST("/v1/rules/{rule}/enable", { params: { path: { rule }, header: ifMatch(change) } })),
    disable: (rule: string, change: RuleChange = {}) =>
      unwrap(http.POST("/v1/rules/{rule}/disable", { params: { path: { rule }, header: ifMatch(change) } })),
    archive: (rule: string, change: RuleChange = {}) =>
      unwrap(http.POST("/v1/rules/{rule}/archive", { params: { path: { rule }, header: ifMatch(change) } })),
    /** Newest first, page by page. */
    versions: (rule: string, query: VersionPage = {}) =>
      unwrap(http.GET("/v1/rules/{rule}/versions", { params: { path: { rule }, query } })),
    /** @throws BelfryProblem RULE_VERSION_NOT_FOUND, as all that name a version */
    version: (rule: string, version: number) =>
      unwrap(http.GET("/v1/rules/{rule}/versions/{version}", { params: { path: { rule, version } } })),
    /** What changed up to a version; @param from version 0 is an empty rule @default the version before */
    diff: (rule: string, version: number, from?: number) =>
      unwrap(
        http.GET("/v1/rules/{rule}/versions/{version}/diff", {
          params: { path: { rule, version }, query: from === undefined ? {} : { from } },
        }),
      ),
    /** Saves what a version says as the next version. */
    restoreVersion: (rule: string, version: number, change: RuleChange & { readonly note?: string } = {}) =>
      unwrap(
        http.POST("/v1/rules/{rule}/versions/{version}/restore", {
          params: { path: { rule, version }, header: ifMatch(change) },
          body: change.note === undefined ? {} : { note: change.note },
        }),
      ),
    /** The folders of the rules, each after the one it lies in. */
    folders: async () => (await unwrap(http.GET("/v1/rule-folders"))).items,
    /** What happens when a rule is enabled; changes nothing. */
    enablePreview: (rule: string) =>
      unwrap(http.GET("/v1/rules/{rule}/enable-preview", { params: { path: { rule } } })),
    /** Rules with the calendars and variables they need; secrets are only named. */
    export: (query: ExportQuery = {}) => unwrap(http.GET("/v1/rule-bundle", { params: { query } })),
    /**
     * Saves rules with the calendars and variables they need, all of it or nothing; a trial says what would happen.
     * @throws BelfryProblem RULE_IMPORT_REFUSED with everything that is wrong, unless it is a trial
     */
    import: (bundle: ImportRequest, options: { readonly dryRun?: boolean } = {}) =>
      unwrap(http.POST("/v1/rules/import", { params: { query: options }, body: bundle })),
    /** Brings an archived rule back; it is disabled then. */
    unarchive: (rule: string, change: RuleChange = {}) =>
      unwrap(http.POST("/v1/rules/{rule}/unarchive", { params: { path: { rule }, header: ifMatch(change) } })),
    /** Removes a rule that never did anything, and archives any other. */
    remove: (rule: string, change: RuleChange = {}) =>
      unwrap(http.DELETE("/v1/rules/{rule}", { params: { path: { rule }, header: ifMatch(change) } })),
    /** Tries a rule out with real data and shows all that it would do; nothing of it happens. */
    dryRun: (rule: string, request: DryRunRequest = {}) =>
      unwrap(http.POST("/v1/rules/{rule}/dry-run", { params: { path: { rule } }, body: request })),
    /** Starts a rule by hand. Two calls with one key start one execution. */
    trigger: (
      rule: string,
      options: { readonly inputs?: Readonly<Record<string, unknown>>; readonly idempotencyKey?: string } = {},
    ) =>
      unwrap(
        http.POST("/v1/rules/{rule}/trigger", {
          params: {
            path: { rule },
            header: options.idempotencyKey === undefined ? {} : { "idempotency-key": options.idempotencyKey },
          },
          body: options.inputs === undefined ? {} : { inputs: options.inputs },
        }),
      ),
    /** The next fire times as the calendars will have them, whether the rule is enabled or not. */
    next: async (rule: string, count = 5, options: { readonly all?: boolean } = {}) =>
      (await unwrap(http.GET("/v1/rules/{rule}/next", { params: { path: { rule }, query: { ...options, count } } })))
        .items,
    /** The next fire times as it is saved and as it would be; saves nothing. */
    preview: (rule: string, edited: operations["rules.preview"]["requestBody"]["content"]["application/json"]) =>
      unwrap(http.POST("/v1/rules/{rule}/preview", { params: { path: { rule } }, body: edited })),
    /** What an edited rule would have done with what really happened. @throws BelfryProblem RULE_INVALID */
    whatIf: (rule: string, edited: operations["rules.whatIf"]["requestBody"]["content"]["application/json"]) =>
      unwrap(http.POST("/v1/rules/{rule}/what-if", { params: { path: { rule } }, body: edited })),
    /** Why it fired at a moment, why it did not, or whether it will. */
    explain: (rule: string, query: ExplainQuery = {}) =>
      unwrap(http.GET("/v1/rules/{rule}/explain", { params: { path: { rule }, query } })),
    /** What became of its slots, oldest first. */
    slots: async (rule: string, query: SlotRange = {}) =>
      (await unwrap(http.GET("/v1/rules/{rule}/slots", { params: { path: { rule }, query } }))).items,
    /** What was due on each day and what became of it. */
    slotDays: (rule: string, query: SlotDayRange = {}) =>
      unwrap(http.GET("/v1/rules/{rule}/slots/days", { params: { path: { rule }, query } })),
    /** The days and the slots as an Excel workbook. @throws BelfryProblem SLOTS_TOO_MANY */
    exportSlots: (rule: string, query: SlotExport = {}): Promise<ReadableStream<Uint8Array>> =>
      unwrap(
        http.GET("/v1/rules/{rule}/slots/export", { params: { path: { rule }, query }, parseAs: "stream" }),
      ) as Promise<ReadableStream<Uint8Array>>,
    /** The same for a link: the browser's cookie opens it. */
    exportSlotsUrl: (rule: string, query: SlotExport) =>
      `${baseUrl}/v1/rules/${encodeURIComponent(rule)}/slots/export?${new URLSearchParams(query).toString()}`,
    reconciliation: (rule: string) =>
      unwrap(http.GET("/v1/rules/{rule}/reconciliation", { params: { path: { rule } } })),
  };
}

function ifMatch({ ifRevision }: RuleChange): { "if-match"?: string } {
  return ifRevision === undefined ? {} : { "if-match": `"${ifRevision}"` };
}
