import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { base64urlnopad } from '@scure/base';
import { asciiJson } from '../model/text';
import { remembered } from './remembered';

/** What an authorization token says (TOK-22, TOK-24, TOK-26). */
export interface Token {
  /** A number of its own, so that two tokens issued at one moment differ (TOK-11). */
  readonly serial: number;
  /** The ARN of whose identity it carries, and his account. */
  readonly principal: string;
  readonly account: string;
  readonly region: string;
  readonly domain: string;
  readonly owner: string;
  /** Seconds since 1970. */
  readonly issued: number;
  readonly expires: number;
}

const secret = sha256(asciiJson('authorization tokens'));
const sizes = { nonce: 12, seal: 16, key: 16, iv: 12, tag: 16 } as const;
/** Filled up to so many characters, a payload makes a token of 1.5 kB. */
const payloadLength = 945;

/**
 * A token as text, in the form of a compact JWE (TOK-20). Package managers cannot read what it says or make one up,
 * as with AWS's. It hides nothing from who reads this file, and need not: the same token always gives the same text,
 * since a core without randomness has no secret, and what it opens is a simulation.
 */
export function issueToken(token: Token): string {
  const { serial, principal, account, region, domain, owner, issued, expires } = token;
  const plain = filledUp(asciiJson([serial, principal, account, region, domain, owner, issued, expires]));
  const nonce = hmac(sha256, secret, plain).subarray(0, sizes.nonce);
  const [iv, tag, key] = pieces(stream(nonce, 'key', sizes.iv + sizes.tag + sizes.key), sizes.iv, sizes.tag, sizes.key);
  const header = {
    ver: 1,
    isu: issued,
    enc: 'A128GCM',
    tag: base64urlnopad.encode(tag!),
    exp: expires,
    alg: 'A128GCMKW',
    iv: base64urlnopad.encode(iv!),
  };
  const parts = [asciiJson(header), key!, nonce, masked(plain, nonce)].map((part) => base64urlnopad.encode(part));
  return [...parts, seal(parts)].join('.');
}

/** What a token says that `issueToken` gave; undefined for any other text. */
export const readToken: (text: string) => Token | undefined = remembered(opened);

function opened(text: string): Token | undefined {
  const parts = text.split('.');
  const given = parts.pop();
  if (parts.length !== 4 || given !== seal(parts)) return undefined;
  const [nonce, hidden] = parts.slice(2).map((part) => base64urlnopad.decode(part));
  const plain = String.fromCharCode(...masked(hidden!, nonce!));
  const said = JSON.parse(plain) as [number, string, string, string, string, string, number, number];
  const [serial, principal, account, region, domain, owner, issued, expires] = said;
  return Object.freeze({ serial, principal, account, region, domain, owner, issued, expires });
}

/** The last part of a token, which only its other parts give. */
const seal = (parts: readonly string[]): string =>
  base64urlnopad.encode(hmac(sha256, secret, asciiJson(parts)).subarray(0, sizes.seal));

/** A payload with as many blanks after it as it lacks. */
function filledUp(payload: Uint8Array): Uint8Array {
  const filled = new Uint8Array(Math.max(payload.length, payloadLength)).fill(0x20);
  filled.set(payload);
  return filled;
}

/** Hides bytes, or shows them again. */
function masked(bytes: Uint8Array, nonce: Uint8Array): Uint8Array {
  const mask = stream(nonce, 'payload', bytes.length);
  return bytes.map((byte, index) => byte ^ mask[index]!);
}

const stream = (nonce: Uint8Array, purpose: string, length: number): Uint8Array =>
  hkdf(sha256, secret, nonce, asciiJson(purpose), length);

/** Bytes cut into pieces of these lengths. */
function pieces(bytes: Uint8Array, ...lengths: readonly number[]): Uint8Array[] {
  let end = 0;
  return lengths.map((length) => {
    end += length;
    return bytes.subarray(end - length, end);
  });
}
