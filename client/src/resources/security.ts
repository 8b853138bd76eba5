import { unwrap, type Http } from "../http.ts";

export function createVault(http: Http) {
  return {
    /** Changes the master key; asked again it goes on where it was interrupted. @throws BelfryProblem VAULT_ROTATION_REFUSED */
    rotate: (body: { readonly newKey?: string } = {}) => unwrap(http.POST("/v1/vault/rotate", { body })),
  };
}

export function createSecurity(http: Http) {
  return {
    /** What is unsafe in the running configuration, the worst first. */
    findings: async () => (await unwrap(http.GET("/v1/security/findings"))).items,
  };
}
