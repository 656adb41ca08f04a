/**
 * A JSON value. Whole numbers beyond 2^53 are `bigint`; other numbers are `number`, rounded as `JSON.parse` rounds them;
 * one that no `number` can come near is an {@link ExactNumber}. Objects have no prototype, and nothing can be changed.
 */
export type JsonValue = null | boolean | string | number | bigint | ExactNumber | readonly JsonValue[] | JsonObject;

/** A JSON object: without a prototype, so that no name has a meaning of its own. */
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** A number that would be infinite, or zero, as a `number`. */
export class ExactNumber {
  /** As it was written, such as `1e400`. */
  readonly text: string;

  constructor(text: string) {
    this.text = text;
    Object.freeze(this);
  }

  toString(): string {
    return this.text;
  }
}
