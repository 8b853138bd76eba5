import type { Store } from "@belfry/store";
import { verifyChain } from "../audit/verify-chain.ts";
import { chooseScriptUser } from "../scripts/script-user.ts";
import type { InstallationSettings } from "../settings/installation-settings.ts";
import { selectConnections } from "../sql/select-connections.ts";
import { selectRiskyKeys } from "../sql/select-risky-keys.ts";
import { selectRiskyPeople } from "../sql/select-risky-people.ts";
import { checkConfiguration, isLocalOnly, type RunningConfiguration } from "./check-configuration.ts";
import { checkKeys, checkPeople } from "./check-people.ts";
import type { SecurityFinding } from "./finding.ts";

export interface Security {
  /** Everything about the running installation that helps an attacker, the findings first. */
  findings(): Promise<SecurityFinding[]>;
}

export function createSecurity(deps: {
  readonly store: Store;
  readonly settings: InstallationSettings;
  readonly config: RunningConfiguration;
}): Security {
  const { store, settings, config } = deps;
  return {
    async findings() {
      const isLocal = isLocalOnly(config) && config.publicUrl === undefined;
      const found = [
        ...(await checkConfiguration(config)),
        ...checkPeople(await selectRiskyPeople(store), { isLocal: isLocal || config.singleSignOn }),
        ...checkKeys(await selectRiskyKeys(store)),
        ...(await checkScripts(settings)),
        ...(await checkConnections(store)),
        ...(await checkAudit(store)),
      ];
      return found.toSorted((a, b) => Number(a.level === "hint") - Number(b.level === "hint"));
    },
  };
}

async function checkScripts(settings: InstallationSettings): Promise<SecurityFinding[]> {
  if (!(await settings.get()).scripts.allowed) return [];
  const user = await chooseScriptUser();
  const remedy = "Leave scripts.allowed off where no rule needs it: whoever may write a rule may write a script.";
  if (user !== undefined) {
    const message = `Scripts are allowed; they run as the user with the id ${user.uid}.`;
    return [
      { id: "scripts-allowed", level: "hint", message, why: "A script may use the network as it likes.", remedy },
    ];
  }
  return [
    {
      id: "scripts-as-belfry",
      level: "finding",
      message: "Scripts are allowed, and they run as the user that Belfry runs as.",
      why: "A script can then read the key of the vault and everything else in the data folder.",
      remedy: `Start Belfry as root, so that it can hand scripts to a user without rights; or: ${remedy}`,
    },
  ];
}

async function checkConnections(store: Store): Promise<SecurityFinding[]> {
  const connections = await selectConnections(store);
  return connections
    .filter(({ allowLocal }) => allowLocal)
    .map(({ name, address }) => ({
      id: "connection-to-this-machine",
      level: "hint",
      message: `The connection ${name} lets rules call ${address} on this machine.`,
      why: "Programs that listen on the machine only often ask for no password.",
      remedy: `Remove it when nothing needs it any more: belfry connections remove ${name}`,
    }));
}

async function checkAudit(store: Store): Promise<SecurityFinding[]> {
  const { broken } = await verifyChain(store);
  if (broken === null) return [];
  return [
    {
      id: "audit-broken",
      level: "finding",
      message: `The audit trail is not as it was written: ${broken.message}`,
      why: "Somebody with access to the database changed or removed what it says about them.",
      remedy: "See where it breaks: belfry audit verify. Compare with a backup.",
    },
  ];
}
