import type { VerificationKey } from './verification-key.ts';

/** Where the keys that verify access tokens come from. */
export interface VerificationKeys {
  /** Settles when there are keys; fails with what is wrong with them. */
  ready(): Promise<void>;
  /** The key whose tokens have this encoded header; undefined if there is none, also after looking for newer keys. */
  find(encodedHeader: string): Promise<VerificationKey | undefined>;
  /** Whether a key that was found before still verifies. */
  has(key: VerificationKey): boolean;
  /** Gives up what is on its way. */
  close(): void;
}

/** Keys that never change. */
export class FixedKeys implements VerificationKeys {
  readonly #imported: Promise<readonly VerificationKey[]>;

  constructor(imported: Promise<readonly VerificationKey[]>) {
    this.#imported = imported;
  }

  async ready(): Promise<void> {
    await this.#imported;
  }

  async find(encodedHeader: string): Promise<VerificationKey | undefined> {
    return (await this.#imported).find((key) => key.encodedHeader === encodedHeader);
  }

  has(): boolean {
    return true;
  }

  close(): void {}
}
