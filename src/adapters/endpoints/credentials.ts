import { base64 } from '@scure/base';

/**
 * The authorization token that a package manager sends: as Bearer, as the password of Basic whoever the user is
 * (TOK-33, TOK-34), or bare (AUT-24). White space around it does not count (CRG-15). An empty text when there is none.
 */
export function tokenIn(headers: Headers): string {
  const value = headers.get('authorization')?.trim() ?? '';
  const [, scheme, given = ''] = /^(bearer|basic)(?:\s+(.*))?$/is.exec(value) ?? [];
  if (scheme === undefined) return value;
  return scheme.toLowerCase() === 'bearer' ? given.trim() : passwordIn(given.trim());
}

function passwordIn(encoded: string): string {
  try {
    const text = String.fromCharCode(...base64.decode(encoded));
    const colon = text.indexOf(':');
    return colon < 0 ? '' : text.slice(colon + 1).trim();
  } catch {
    return '';
  }
}
