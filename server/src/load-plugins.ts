import { pathToFileURL } from "node:url";
import { isAbsolute } from "node:path";
import { AppError } from "@belfry/model";
import type { Plugin } from "@belfry/plugin-kit";

/**
 * Loads plugins by the names of their packages, or by the whole paths of their modules. A package may export several.
 * @throws AppError CONFIG_INVALID when one cannot be loaded or exports no plugin
 */
export async function loadPlugins(names: readonly string[]): Promise<Plugin[]> {
  const loaded: Plugin[] = [];
  // One after the other, so that the first that fails is the one that is named.
  for (const name of names) loaded.push(...(await pluginsOf(name)));
  return loaded;
}

async function pluginsOf(name: string): Promise<Plugin[]> {
  const found: unknown = await import(isAbsolute(name) ? pathToFileURL(name).href : name).catch((cause: unknown) => {
    const reason = `BELFRY_PLUGINS names ${name}, which cannot be loaded: ${cause instanceof Error ? cause.message : String(cause)}`;
    const remedy = "Install the package beside Belfry, or name the whole path of its module.";
    throw new AppError("CONFIG_INVALID", { reason, remedy }, { cause });
  });
  const plugins = Object.values(found as Readonly<Record<string, unknown>>).filter(isPlugin);
  if (plugins.length > 0) return plugins;
  const reason = `BELFRY_PLUGINS names ${name}, which exports no plugin.`;
  throw new AppError("CONFIG_INVALID", { reason, remedy: "Export what definePlugin returns." });
}

function isPlugin(value: unknown): value is Plugin {
  if (typeof value !== "object" || value === null) return false;
  const { name, version, triggers, actions, channels, compileMjml } = value as Readonly<Record<string, unknown>>;
  const isOfUse = [triggers, actions, channels].some(Array.isArray) || typeof compileMjml === "function";
  return typeof name === "string" && typeof version === "string" && isOfUse;
}
