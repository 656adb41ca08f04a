/**
 * A bounded memory of tokens that were verified lately: what they say, never whether they are good now. Only tokens with a
 * good signature get in, so a flood of forged ones displaces nothing. The one that was used least lately goes first.
 */
export class VerifiedTokens<T> {
  readonly #most: number;
  readonly #tokens = new Map<string, T>();

  /** @param most how many are kept; 0 for none */
  constructor(most: number) {
    this.#most = most;
  }

  find(text: string): T | undefined {
    const found = this.#tokens.get(text);
    if (found !== undefined) {
      this.#tokens.delete(text);
      this.#tokens.set(text, found);
    }
    return found;
  }

  add(text: string, token: T): void {
    if (this.#most === 0) {
      return;
    }
    this.#tokens.delete(text);
    this.#tokens.set(text, token);
    if (this.#tokens.size > this.#most) {
      const oldest = this.#tokens.keys().next();
      if (oldest.done !== true) {
        this.#tokens.delete(oldest.value);
      }
    }
  }
}
