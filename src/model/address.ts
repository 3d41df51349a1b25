/** A range of IP addresses: all those of a kind whose leading bits are these. */
interface Range {
  /** Of an address of the kind: 32 or 128. */
  readonly bits: number;
  readonly address: bigint;
  /** How many bits count. */
  readonly prefix: number;
}

/** Reads an IPv4 or IPv6 address, or a range of them in CIDR notation (IAM-55); undefined for all else. */
export function rangeOf(text: string): Range | undefined {
  const [, host, prefix] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  if (host === undefined) return undefined;
  const bits = host.includes(':') ? 128 : 32;
  const address = bits === 32 ? addressOfFour(host) : addressOfSix(host);
  const counted = Number(prefix ?? bits);
  return address === undefined || counted > bits ? undefined : { bits, address, prefix: counted };
}

/** Whether a range has all addresses of another. */
export function covers(range: Range, other: Range): boolean {
  const ignored = BigInt(range.bits - range.prefix);
  const isWithin = range.bits === other.bits && range.prefix <= other.prefix;
  return isWithin && range.address >> ignored === other.address >> ignored;
}

function addressOfFour(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function addressOfSix(text: string): bigint | undefined {
  const tail = /[^:]*\.[^:]*$/.exec(text)?.[0]; // the last 32 bits, as IPv4 has them
  if (tail !== undefined) {
    const four = addressOfFour(tail);
    if (four === undefined) return undefined;
    const groups = `${(four >> 16n).toString(16)}:${(four & 0xffffn).toString(16)}`;
    return addressOfSix(text.slice(0, -tail.length) + groups);
  }
  const halves = text.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const [left = [], right = []] = halves;
  const zeros = 8 - left.length - right.length;
  if (halves.length > 2 || (halves.length === 2 ? zeros < 1 : zeros !== 0)) return undefined;
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...right];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return BigInt(`0x${groups.map((group) => group.padStart(4, '0')).join('')}`);
}
