import { describe, expect, test } from 'vitest';
import { defaultUserArn, parsePrincipal } from '../../src/access/principal';

const account = '111122223333';

describe('the ARN of a principal', () => {
  test.each([
    ['arn:aws:iam::111122223333:user/alice', { kind: 'user', account, name: 'alice' }],
    ['arn:aws:iam::111122223333:user/team/a/alice', { kind: 'user', account, name: 'alice' }],
    ['arn:aws:iam::111122223333:role/deploy', { kind: 'role', account, name: 'deploy' }],
    ['arn:aws:iam::111122223333:root', { kind: 'root', account, name: '' }],
    [
      'arn:aws:sts::111122223333:assumed-role/deploy/run-1',
      { kind: 'session', account, name: 'run-1', role: 'arn:aws:iam::111122223333:role/deploy' },
    ],
  ])('%s', (arn, read) => expect(parsePrincipal(arn)).toEqual(read));

  test.each([
    '',
    'alice',
    'arn:aws:iam::1:user/alice',
    'arn:aws:iam::111122223333:user/',
    'arn:aws:iam::111122223333:user/*',
    'arn:aws:iam::111122223333:group/all',
    'arn:aws:iam::111122223333:root/x',
    'arn:aws:sts::111122223333:assumed-role/deploy',
    'arn:aws:iam::111122223333:assumed-role/deploy/run-1',
    'arn:aws:iam::111122223333:user/alice\n',
  ])("'%s' is none", (arn) => expect(parsePrincipal(arn)).toBeUndefined());

  test('of the default user', () => {
    expect(parsePrincipal(defaultUserArn(account))).toEqual({ kind: 'user', account, name: 'default' });
  });
});
