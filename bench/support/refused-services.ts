import { createFileStore, type ActionServices } from "@belfry/engine";

/** What actions get of an engine whose steps reach nobody: they can keep files, and whatever else they ask for is refused. */
export function refusedServices(folder: string, timeZone = "UTC"): ActionServices {
  return {
    fetch: refuse,
    addressOf: refuse,
    pathOf: refuse,
    runScript: refuse,
    secret: refuse,
    notify: refuse,
    tellPeople: refuse,
    files: createFileStore({ folder }),
    timeZone,
  };
}

function refuse(): Promise<never> {
  return Promise.reject(new Error("No action here reaches the outside."));
}
