import type { Campaign } from "../campaign/campaign.ts";
import type { Contract } from "./contract.ts";

/** By whom figures are counted: `管家A`, or `管家A_服务商B`. */
export function personKey({ person }: Pick<Campaign, "person">, contract: Pick<Contract, "housekeeper" | "provider">) {
  return person === "管家" ? contract.housekeeper : `${contract.housekeeper}_${contract.provider}`;
}

/** By what the awards of self-referrals are counted: the person and the project address. */
export function addressKey(person: string, address: string): string {
  return `${person}\u001F${address.trim()}`;
}
