/** Something the import had to decide, or could not do. */
export interface Warning {
  /** The key of config.json that it is about. */
  readonly key: string;
  readonly message: string;
  readonly remedy: string;
}
