import { ConfigurationError } from '../errors.ts';

/** By number or by the one name that stands for them. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/**
 * An address whose answers nobody can change on their way.
 *
 * @param what is read there, for the message
 * @throws ConfigurationError if it is neither https nor http on this machine, or holds a user's name
 */
export function safeAddress(address: string | URL, what: string): URL {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw new ConfigurationError(`the address of ${what} is not a URL`);
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.test(url.hostname))) {
    throw new ConfigurationError(
      `the address of ${what} has to be an https URL, as who can change the answers on their way decides which tokens are good; http is for localhost only`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw new ConfigurationError(`the address of ${what} cannot hold a user name or password`);
  }
  return url;
}
