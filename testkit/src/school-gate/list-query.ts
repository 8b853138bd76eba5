import { z } from "zod";
import { gateBuildings, gateCampusId } from "./gate-buildings.ts";
import type { GateBuilding } from "./gate-buildings.ts";

/** A list request that names everything the real front end names. */
export interface ListQuery {
  readonly building: GateBuilding;
  /** `YYYY-MM-DD HH:MM:SS`, both ends included. */
  readonly beginTime: string;
  readonly endTime: string;
  readonly offset: number;
  readonly limit: number;
  /** Counted from 0. */
  readonly page: number;
}

const wholeNumber = z
  .string()
  .regex(/^\d{1,9}$/, "must be a whole number")
  .transform(Number);
const moment = z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/, "must look like 2026-02-15 23:20:00");
// The front end always sends its filters, and sends them empty. The simulation cannot filter, and says so instead of ignoring it.
const emptyFilter = z.literal("", "must be sent and be empty: the simulation does not filter");

/** The parameters of the list route: each is needed, no other is known. */
const ListParameters = z.strictObject({
  offset: wholeNumber,
  limit: wholeNumber.refine((limit) => limit > 0, "must be at least 1"),
  studentTypeSearch: emptyFilter,
  schoolInstituteNameSearch: emptyFilter,
  schoolMajorNameSearch: emptyFilter,
  schoolClassNameSearch: emptyFilter,
  gradeSearch: emptyFilter,
  studentType: emptyFilter,
  schoolInstituteName: emptyFilter,
  grade: emptyFilter,
  schoolClassName: emptyFilter,
  keyWords: emptyFilter,
  campusId: z.literal(gateCampusId, "is not the id of the campus"),
  buildingGroupId: z.string(),
  buildingId: z.string(),
  beginTime: moment,
  endTime: moment,
  passDirection: emptyFilter,
});

/** Reads the query of a list request, or says in one line each what is wrong with it. */
export function readListQuery(
  parameters: URLSearchParams,
): { readonly kind: "query"; readonly query: ListQuery } | { readonly kind: "refused"; readonly problems: string[] } {
  const names = [...parameters.keys()];
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  const parsed = ListParameters.safeParse(Object.fromEntries(parameters));
  if (repeated.length > 0 || !parsed.success) {
    const issues = parsed.error?.issues ?? [];
    return {
      kind: "refused",
      problems: [
        ...repeated.map((name) => `${name}: is sent twice`),
        ...issues.map((issue) => [...issue.path, issue.message].join(": ")),
      ],
    };
  }
  const { buildingId, buildingGroupId, beginTime, endTime, offset, limit } = parsed.data;
  const building = gateBuildings.find((candidate) => candidate.buildingId === buildingId);
  if (building === undefined) return { kind: "refused", problems: [`buildingId: there is no building ${buildingId}`] };
  if (building.buildingGroupId !== buildingGroupId) {
    return { kind: "refused", problems: [`buildingGroupId: building ${building.code} belongs to ${building.group}`] };
  }
  return {
    kind: "query",
    query: { building, beginTime, endTime, offset, limit, page: Math.floor(offset / limit) },
  };
}
