import { isInteger, numberAt, valueOf } from './json-number.ts';
import type { JsonObject, JsonValue } from './json-value.ts';
import { isWellFormed } from './utf8.ts';

/** A text is not the JSON that was expected. It says no more: the text may be a secret. */
export class JsonError extends Error {
  constructor() {
    super('The text is not the JSON that is expected.');
    this.name = 'JsonError';
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** How deep objects and arrays may be nested. */
const MAXIMUM_DEPTH = 32;

/** The highest character that must be escaped in a string: RFC 8259 section 7. */
const LAST_CONTROL = 0x1f;

/**
 * Reads JSON (RFC 8259) strictly, from the start of a text to its end, value by value. `JSON.parse` does not tell of names
 * that stand twice in an object, and rounds integers; here the first is refused, and the second are exact.
 */
export class JsonReader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Reads an object; `member` has to read the value of each name. */
  object(member: (name: string) => void): void {
    this.#open('{');
    if (!this.#take('}')) {
      do {
        this.#skipSpace();
        const name = this.#name();
        this.#require(':');
        member(name);
      } while (this.#take(','));
      this.#require('}');
    }
    this.#depth--;
  }

  /** Reads an array; `element` has to read each one. */
  array(element: () => void): void {
    this.#open('[');
    if (!this.#take(']')) {
      do {
        element();
      } while (this.#take(','));
      this.#require(']');
    }
    this.#depth--;
  }

  /** Whether an array begins here. */
  isArray(): boolean {
    this.#skipSpace();
    return this.#text[this.#at] === '[';
  }

  /** Reads a string. */
  string(): string {
    this.#require('"');
    let value = '';
    let from = this.#at;
    for (;;) {
      const character = this.#text[this.#at];
      if (character === undefined || this.#text.charCodeAt(this.#at) <= LAST_CONTROL) {
        throw new JsonError();
      }
      if (character === '"') {
        value += this.#text.slice(from, this.#at++);
        return value;
      }
      if (character === '\\') {
        value += this.#text.slice(from, this.#at) + this.#escaped();
        from = this.#at;
      } else {
        this.#at++;
      }
    }
  }

  /** Reads a whole number that is written as such. */
  integer(greatest: bigint): bigint {
    this.#skipSpace();
    const token = numberAt(this.#text, this.#at);
    const value = token !== undefined && isInteger(token) ? valueOf(token) : undefined;
    if (token === undefined || (typeof value !== 'number' && typeof value !== 'bigint')) {
      throw new JsonError();
    }
    if (value < 0 || value > greatest) {
      throw new JsonError();
    }
    this.#at += token.text.length;
    return BigInt(value);
  }

  /** Reads any value. */
  value(): JsonValue {
    this.#skipSpace();
    switch (this.#text[this.#at]) {
      case '{':
        return this.#objectValue();
      case '[':
        return this.#arrayValue();
      case '"':
        return this.string();
      case 't':
        return this.#word('true', true);
      case 'f':
        return this.#word('false', false);
      case 'n':
        return this.#word('null', null);
      default:
        return this.#number();
    }
  }

  /** Refuses anything but white space until the end. */
  end(): void {
    this.#skipSpace();
    if (this.#at !== this.#text.length) {
      throw new JsonError();
    }
  }

  /** Half a surrogate pair has no form in UTF-8, so two readers could take two names for one. */
  #name(): string {
    const name = this.string();
    if (!isWellFormed(name)) {
      throw new JsonError();
    }
    return name;
  }

  #objectValue(): JsonObject {
    const members = new Map<string, JsonValue>();
    this.object((name) => putOnce(members, name, this.value()));
    return objectOf(members);
  }

  #arrayValue(): readonly JsonValue[] {
    const elements: JsonValue[] = [];
    this.array(() => elements.push(this.value()));
    return Object.freeze(elements);
  }

  #number(): JsonValue {
    const token = numberAt(this.#text, this.#at);
    const value = token === undefined ? undefined : valueOf(token);
    if (token === undefined || value === undefined) {
      throw new JsonError();
    }
    this.#at += token.text.length;
    return value;
  }

  #word<T>(word: string, value: T): T {
    if (!this.#text.startsWith(word, this.#at)) {
      throw new JsonError();
    }
    this.#at += word.length;
    return value;
  }

  #escaped(): string {
    const kind = this.#text[this.#at + 1] ?? '';
    if (kind === 'u') {
      const digits = this.#text.slice(this.#at + 2, this.#at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) {
        throw new JsonError();
      }
      this.#at += 6;
      return String.fromCharCode(Number.parseInt(digits, 16));
    }
    const character = Object.hasOwn(ESCAPES, kind) ? ESCAPES[kind] : undefined;
    if (character === undefined) {
      throw new JsonError();
    }
    this.#at += 2;
    return character;
  }

  #open(bracket: string): void {
    this.#require(bracket);
    if (++this.#depth > MAXIMUM_DEPTH) {
      throw new JsonError();
    }
  }

  #require(character: string): void {
    if (!this.#take(character)) {
      throw new JsonError();
    }
  }

  #take(character: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#at] !== character) {
      return false;
    }
    this.#at++;
    return true;
  }

  #skipSpace(): void {
    for (;;) {
      const character = this.#text[this.#at];
      if (character !== ' ' && character !== '\t' && character !== '\n' && character !== '\r') {
        return;
      }
      this.#at++;
    }
  }
}

/** Refuses a name that stands twice: what it means is up to the reader (RFC 8259 section 4). */
export function putOnce<T>(members: Map<string, T>, name: string, value: T): void {
  if (members.has(name)) {
    throw new JsonError();
  }
  members.set(name, value);
}

/** An object of some members that cannot be changed. */
export function objectOf(members: ReadonlyMap<string, JsonValue>): JsonObject {
  const object = Object.create(null) as Record<string, JsonValue>;
  for (const [name, value] of members) {
    object[name] = value;
  }
  return Object.freeze(object);
}

/**
 * Reads a whole text that is one object.
 *
 * @throws JsonError if it is anything else
 */
export function readObject(text: string): JsonObject {
  const reader = new JsonReader(text);
  const members = new Map<string, JsonValue>();
  reader.object((name) => putOnce(members, name, reader.value()));
  reader.end();
  return objectOf(members);
}
