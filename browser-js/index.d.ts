export { BrowserSession, type Options } from './symbolon.js';

/** What event `signed-out` tells. */
export interface SignedOut {
  /** Why, as the server says, or `SIGNED_OUT`. */
  readonly code: string;
  /** Why the session was ended, if that is known. */
  readonly cause?: string;
}

/** What event `step-up` tells: which factor a request of this tab needs. The session goes on. */
export interface StepUp {
  readonly code: 'FACTOR_MISSING' | 'FACTOR_TOO_OLD';
  readonly factor: string;
  /** In seconds. */
  readonly max_age: number;
}

declare module './symbolon.js' {
  interface BrowserSession {
    addEventListener(
      type: 'signed-out',
      listener: (event: CustomEvent<SignedOut>) => void,
      options?: boolean | AddEventListenerOptions,
    ): void;
    addEventListener(
      type: 'step-up',
      listener: (event: CustomEvent<StepUp>) => void,
      options?: boolean | AddEventListenerOptions,
    ): void;
    addEventListener(
      type: string,
      listener: EventListenerOrEventListenerObject | null,
      options?: boolean | AddEventListenerOptions,
    ): void;
  }
}
