import { JsonError, JsonReader, objectOf, putOnce } from '../text/json-reader.ts';
import type { JsonObject, JsonValue } from '../text/json-value.ts';
import { isSubject } from '../text/subject.ts';
import { type Binding, bindingOf } from './binding.ts';
import { isSessionId } from './session-id.ts';

/** The end of the year 9999: greater times are not dates. */
const LATEST_SECOND = 253_402_300_799n;

/** The greatest version that the issuer can count. */
const LATEST_VERSION = 2n ** 63n - 1n;

/** The claims of an access token whose signature is good. Times are in seconds since 1970. */
export interface Payload {
  readonly issuer: string;
  readonly audience: readonly string[];
  readonly clientId: string;
  readonly subject: string;
  readonly sessionId: string;
  readonly tokenId: string;
  readonly version: bigint;
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** 0 if the token has none. */
  readonly notBefore: number;
  readonly authorities: readonly string[];
  readonly factors: ReadonlyMap<string, number>;
  /** Undefined if the session is bound to no key. */
  readonly binding: Binding | undefined;
  /** The caller's own. */
  readonly claims: JsonObject;
}

/**
 * Reads a payload in one pass.
 *
 * @throws JsonError if it is not a JSON object, a required claim is missing, stands twice or has another type
 */
export function readPayload(text: string): Payload {
  return new PayloadReader(new JsonReader(text)).read();
}

class PayloadReader {
  readonly #json: JsonReader;
  /** What was read of the issuer's own claims, by their names. */
  readonly #read = new Map<string, unknown>();
  readonly #own = new Map<string, JsonValue>();

  constructor(json: JsonReader) {
    this.#json = json;
  }

  read(): Payload {
    this.#json.object((name) => this.#claim(name));
    this.#json.end();
    const subject = this.#required<string>('sub');
    if (!isSubject(subject)) {
      throw new JsonError();
    }
    return Object.freeze({
      issuer: this.#required<string>('iss'),
      audience: this.#required<readonly string[]>('aud'),
      clientId: this.#required<string>('client_id'),
      subject,
      sessionId: this.#required<string>('sid'),
      tokenId: this.#required<string>('jti'),
      version: this.#required<bigint>('ver'),
      issuedAt: this.#required<number>('iat'),
      expiresAt: this.#required<number>('exp'),
      notBefore: this.#optional<number>('nbf') ?? 0,
      authorities: this.#optional<readonly string[]>('authorities') ?? Object.freeze([]),
      factors: this.#optional<ReadonlyMap<string, number>>('factors') ?? new Map<string, number>(),
      binding: this.#optional<Binding>('cnf'),
      claims: objectOf(this.#own),
    });
  }

  #claim(name: string): void {
    switch (name) {
      case 'iss':
      case 'sub':
      case 'jti':
      case 'client_id':
        return putOnce(this.#read, name, this.#json.string());
      case 'sid':
        return putOnce(this.#read, name, this.#sessionId());
      case 'aud':
        return putOnce(this.#read, name, this.#audience());
      // What `auth_time` and `amr` say follows from the factors; they have to be well-formed all the same.
      case 'exp':
      case 'iat':
      case 'nbf':
      case 'auth_time':
        return putOnce(this.#read, name, this.#date());
      case 'ver':
        return putOnce(this.#read, name, this.#json.integer(LATEST_VERSION));
      case 'authorities':
      case 'amr':
        return putOnce(this.#read, name, this.#texts());
      case 'factors':
        return putOnce(this.#read, name, this.#dates());
      case 'cnf':
        return putOnce(this.#read, name, this.#binding());
      default:
        return putOnce(this.#own, name, this.#json.value());
    }
  }

  #sessionId(): string {
    const text = this.#json.string();
    if (!isSessionId(text)) {
      throw new JsonError();
    }
    return text;
  }

  /** RFC 7519 section 4.1.3: one string, or an array of them. */
  #audience(): readonly string[] {
    const audience = this.#json.isArray() ? this.#texts() : Object.freeze([this.#json.string()]);
    if (audience.length === 0) {
      throw new JsonError();
    }
    return audience;
  }

  #texts(): readonly string[] {
    const texts: string[] = [];
    this.#json.array(() => texts.push(this.#json.string()));
    return Object.freeze(texts);
  }

  #dates(): ReadonlyMap<string, number> {
    const dates = new Map<string, number>();
    this.#json.object((name) => putOnce(dates, name, this.#date()));
    return dates;
  }

  /** An object with one member. */
  #binding(): Binding {
    const bindings: Binding[] = [];
    this.#json.object((name) => bindings.push(bindingOf(name, this.#json.string())));
    const [binding] = bindings;
    if (binding === undefined || bindings.length > 1) {
      throw new JsonError();
    }
    return binding;
  }

  #date(): number {
    return Number(this.#json.integer(LATEST_SECOND));
  }

  #required<T>(name: string): T {
    const value = this.#optional<T>(name);
    if (value === undefined) {
      throw new JsonError();
    }
    return value;
  }

  /** What `#claim` has put there is of the type that belongs to the name. */
  #optional<T>(name: string): T | undefined {
    return this.#read.get(name) as T | undefined;
  }
}
