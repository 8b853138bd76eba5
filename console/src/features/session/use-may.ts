import { useQuery } from "@tanstack/react-query";
import { may, type Permission } from "./may.ts";
import { sessionQuery } from "./session-queries.ts";

/** Asks what whoever is signed in may do. */
export function useMay(): (permission: Permission) => boolean {
  const { data: caller } = useQuery(sessionQuery);
  return (permission) => caller !== null && caller !== undefined && may(caller, permission);
}

/** Whether whoever is signed in is restricted to a part of the rules. */
export function useIsRestricted(): boolean {
  const { data: caller } = useQuery(sessionQuery);
  return caller?.scope !== null;
}
