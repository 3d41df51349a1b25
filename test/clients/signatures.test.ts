import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as sdk from '@aws-sdk/client-codeartifact';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/rulebook/files';
import { sha256Of } from '../adapters/sdks';
import { useSession, withClients } from './fetched';

const folder = join(root, 'test', 'clients');
const accessKeyId = 'AKIAIOSFODNN7EXAMPLE';
const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const asset = 'my file (1)+ä~!@^&-_[]{};,`.zip'; // all that PUB-38 and PUB-39 allow

/** Credentials, and how calls that are signed with them end. */
const signers: readonly (readonly [who: string, accessKeyId: string, secretAccessKey: string, end: string | number])[] =
  [
    ['the secret of the key', accessKeyId, secretAccessKey, 200],
    ['another secret', accessKeyId, 'nonsense', 'InvalidSignatureException'],
    ['an unknown key', 'AKIAI44QH8DHBEXAMPLE', secretAccessKey, 'UnrecognizedClientException'],
  ];

describe(withClients('signatures that are verified'), () => {
  const session = useSession('--verify-signatures', '--world', join(folder, 'signed-world.yaml'));

  session.prepare(async () => writeFileSync(join(session.folder, 'asset'), 'content'));

  test.each(signers)('ERR-26 API-26 API-19: boto3 with %s', async (_who, key, secret, end) => {
    const ended = await session.run('python', [join(folder, 'boto3_signed.py'), session.url, key, secret, asset]);
    const all = { get: end, post: end, upload: end, download: end, presigned: end };
    expect(JSON.parse(ended.stdout || ended.stderr)).toEqual(all);
  });

  test.each(signers)('ERR-26 API-19: the AWS CLI with %s', async (_who, key, secret, end) => {
    const place = [
      '--domain',
      'my-domain',
      '--repository',
      'my-repo',
      '--format',
      'generic',
      '--namespace',
      'a+b&c=d%~',
    ];
    const version = [...place, '--package', 'Größe', '--package-version', '1.0.0+cli'];
    const content = ['--asset-name', asset, '--asset-content', 'asset', '--asset-sha256', sha256Of('content')];
    const call = ['codeartifact', 'publish-package-version', ...version, ...content, '--query', 'asset.name'];
    const ended = await session.run('aws', [...call, '--output', 'text'], {
      AWS_ACCESS_KEY_ID: key,
      AWS_SECRET_ACCESS_KEY: secret,
    });
    expect(ended.stdout.trim() || ended.stderr).toEqual(end === 200 ? asset : expect.stringContaining(`(${end})`));
  });

  test.each(signers)('ERR-26 API-19: the SDK for JavaScript with %s', async (_who, key, secret, end) => {
    const credentials = { accessKeyId: key, secretAccessKey: secret };
    const client = new sdk.CodeartifactClient({ endpoint: session.url, region: 'us-west-2', credentials });
    const published = client.send(
      new sdk.PublishPackageVersionCommand({
        domain: 'my-domain',
        repository: 'my-repo',
        format: 'generic',
        namespace: "a+b&c=d%~!*'()",
        package: 'Größe',
        packageVersion: '1.0.0+sdk',
        assetName: asset,
        assetContent: new TextEncoder().encode('content'),
        assetSHA256: sha256Of('content'),
      }),
    );
    if (end === 200) expect(await published).toMatchObject({ asset: { name: asset } });
    else await expect(published).rejects.toMatchObject({ name: end });
    client.destroy();
  });
});
