import type { SpawnedServer } from "../../e2e/support/spawn-server.ts";

interface Page {
  readonly items: readonly unknown[];
  readonly next?: string | null;
}

/** The pages that people look at all day, and how far somebody turns them. */
const dailyPaths = [
  "/v1/executions?limit=50",
  "/v1/executions?limit=50&state=failed",
  "/v1/executions?limit=50&state=pending",
  "/v1/executions?limit=50&rule=bench-7",
  "/v1/executions?limit=50&rule=bench-7&state=failed",
  "/v1/executions?limit=50&roots=true",
  "/v1/failures?limit=50",
  "/v1/rules?limit=50",
  "/v1/rules?limit=50&sort=name",
  "/v1/events?limit=50",
  "/v1/dead-letters?limit=50",
];

/** Asks each page so often, with what follows it, and returns how long each answer took, in milliseconds. */
export async function timeListPages(
  server: SpawnedServer,
  rounds: number,
  paths: readonly string[] = dailyPaths,
): Promise<Map<string, number[]>> {
  const took = new Map<string, number[]>();
  const ask = async (path: string, kept: number[]): Promise<Page> => {
    const began = performance.now();
    const page = await server.api<Page>("GET", path);
    kept.push(performance.now() - began);
    return page;
  };
  for (const path of paths) {
    // The first one opens connections and prepares its statement.
    await ask(path, []);
    const kept: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const page = await ask(path, kept);
      if (page.next != null) await ask(`${path}&cursor=${encodeURIComponent(page.next)}`, kept);
    }
    took.set(path, kept);
  }
  return took;
}
