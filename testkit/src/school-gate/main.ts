/** Runs the simulated school gate as a process of its own: prints one line of JSON when it is ready, stops on SIGTERM and SIGINT. */
import { parseArgs } from "node:util";
import { gateBuildings } from "./gate-buildings.ts";
import { generateNight } from "./generate-night.ts";
import { startSchoolGate } from "./start-school-gate.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    host: { type: "string", default: "127.0.0.1" },
    // "today": every night that is asked for has records. A date: only the night that begins on that evening has some.
    night: { type: "string", default: "today" },
    seed: { type: "string", default: "belfry" },
    username: { type: "string" },
    password: { type: "string" },
    "page-limit": { type: "string" },
  },
});

// From a nearly empty building to one that needs two pages of twenty.
const night = { perBuilding: [2, 34], seed: values.seed } as const;
const gate = await startSchoolGate({
  port: Number(values.port),
  host: values.host,
  ...(values.username !== undefined && { username: values.username }),
  ...(values.password !== undefined && { password: values.password }),
  ...(values["page-limit"] !== undefined && { pageLimit: Number(values["page-limit"]) }),
  ...(values.night === "today"
    ? { inventedNights: night }
    : { records: generateNight({ ...night, date: values.night, buildings: gateBuildings.map(({ code }) => code) }) }),
});

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => void gate.close());
}
process.stdout.write(`${JSON.stringify({ url: gate.url, username: gate.username, password: gate.password })}\n`);
