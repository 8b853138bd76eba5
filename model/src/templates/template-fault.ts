/** What a filter or an output cannot do with its value, and what to do about it. Becomes an AppError with its place. */
export class TemplateFault extends Error {
  override readonly name = "TemplateFault";
  readonly remedy: string;

  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}
