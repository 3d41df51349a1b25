import { describe, expect, test } from 'vitest';
import { openAuthority } from '../../../src/adapters/tls/authority';
import { hostCertificates } from '../../../src/adapters/tls/host-certificates';
import { emptyFolder } from './support';

const api = 'codeartifact.us-west-2.amazonaws.com';
const day = 24 * 60 * 60 * 1000;

describe('certificates of hosts', () => {
  test('one is made once, until its time is nearly over', () => {
    let now = Date.now();
    const contextOf = hostCertificates(openAuthority(emptyFolder()), () => now);
    const first = contextOf(api);
    now += 5.9 * day;
    expect(contextOf(api)).toBe(first);
    expect(contextOf('codeartifact.eu-west-1.amazonaws.com')).not.toBe(first);
    now += 0.2 * day;
    expect(contextOf(api)).not.toBe(first);
  });

  test('no more than a thousand are kept, the latest', () => {
    const contextOf = hostCertificates(openAuthority(emptyFolder()));
    const nameOf = (number: number) => `d${number}-111122223333.d.codeartifact.us-west-2.amazonaws.com`;
    const [first, second] = [contextOf(nameOf(0)), contextOf(nameOf(1))];
    for (let number = 2; number <= 1_000; number++) contextOf(nameOf(number));
    expect(contextOf(nameOf(1))).toBe(second);
    expect(contextOf(nameOf(0))).not.toBe(first);
  });
});
