import { notFound } from "@tanstack/react-router";

/** Reads an id in a path as the number it is; anything else is an address that does not exist. */
export function positiveId<Name extends string>(name: Name) {
  return {
    parse(raw: Record<Name, string>): Record<Name, number> {
      const text = raw[name];
      if (!/^[1-9]\d{0,15}$/.test(text)) notFound({ throw: true });
      return { [name]: Number(text) } as Record<Name, number>;
    },
    stringify: (params: Record<Name, number>): Record<Name, string> =>
      ({ [name]: String(params[name]) }) as Record<Name, string>,
  };
}
