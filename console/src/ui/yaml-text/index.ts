export { useYamlReader } from "./use-yaml-reader.ts";
export { cursorPlaces, wordAt } from "./yaml-place.ts";
export type { CursorPlace, Path } from "./yaml-place.ts";
