import type { zh } from "./zh.ts";

type Texts<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : Texts<T[Key]> };

/** Every text of the console; each language has all of them, and no others. */
export type Translation = Texts<typeof zh>;
