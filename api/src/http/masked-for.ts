import { mayDo, type Caller, type InstallationSettings } from "@belfry/access";
import { isAppError, personalKeys } from "@belfry/model";
import type { RouteResponse } from "../contract/define-route.ts";
import { isSchema } from "../contract/route-schema.ts";
import { holdsPersonal, maskPersonalData, maskRefusal } from "./mask-personal-data.ts";

/** The result of a route's work, or its refusal, as this caller may see it. Nobody is not shown more than somebody. */
export async function maskedFor(
  caller: Caller | undefined,
  settings: Pick<InstallationSettings, "recent">,
  response: RouteResponse,
  work: Promise<unknown>,
): Promise<unknown> {
  if (caller !== undefined && mayDo(caller, "personal-data:read")) return work;
  const masked = async () => personalKeys((await settings.recent()).personalData.fields);
  try {
    const result = await work;
    return isSchema(response) && holdsPersonal(response) ? maskPersonalData(response, result, await masked()) : result;
  } catch (error) {
    // Our own faults say nothing about anybody, and the settings may not be readable then.
    if (!isAppError(error) || error.status >= 500) throw error;
    throw maskRefusal(error, await masked());
  }
}
