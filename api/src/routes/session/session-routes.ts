import type { Route } from "../../contract/define-route.ts";
import { changePassword } from "./change-password.ts";
import { confirmSecondFactor } from "./confirm-second-factor.ts";
import { disableSecondFactor } from "./disable-second-factor.ts";
import { endSession } from "./end-session.ts";
import { enrolSecondFactor } from "./enrol-second-factor.ts";
import { finishSso } from "./finish-sso.ts";
import { listSessions } from "./list-sessions.ts";
import { login } from "./login.ts";
import { loginOptions } from "./login-options.ts";
import { loginWithCode } from "./login-with-code.ts";
import { logout } from "./logout.ts";
import { me } from "./me.ts";
import { secondFactorState } from "./second-factor-state.ts";
import { startSso } from "./start-sso.ts";

/** Signing in and out, and what people change about themselves; in the order of the documentation. */
export const sessionRoutes: readonly Route[] = [
  loginOptions,
  login,
  loginWithCode,
  startSso,
  finishSso,
  me,
  changePassword,
  logout,
  listSessions,
  endSession,
  secondFactorState,
  enrolSecondFactor,
  confirmSecondFactor,
  disableSecondFactor,
];
