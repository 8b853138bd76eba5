import type { NewLogin } from "@belfry/access";
import { AppError } from "@belfry/model";
import type { RouteHttp, RouteServices } from "../../contract/define-route.ts";
import { describeCaller } from "./describe-caller.ts";

/** Gives the browser the cookie of a session that has just begun, and says who is signed in. */
export async function enterSession(
  access: RouteServices["access"],
  http: RouteHttp,
  { token }: NewLogin,
): Promise<ReturnType<typeof describeCaller>> {
  const caller = await access.callerOfSession(token);
  // Disabled in the moment between.
  if (caller === undefined) throw new AppError("LOGIN_FAILED");
  http.setSession({ token });
  return describeCaller(caller);
}
