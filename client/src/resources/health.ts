import { unwrap, type Http } from "../http.ts";

/** Answered without credentials. */
export function createHealth(http: Http) {
  return {
    alive: () => unwrap(http.GET("/health")),
    /** @throws BelfryProblem DATABASE_UNREACHABLE while requests cannot be served */
    ready: () => unwrap(http.GET("/health/ready")),
  };
}
