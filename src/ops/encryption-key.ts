import { sha256 } from '@noble/hashes/sha2.js';
import { keyArn } from '../model/arn';
import { uuid } from '../model/event';
import type { EncryptionKey } from '../model/state';
import { asciiJson } from '../model/text';
import type { View } from '../model/view';

/**
 * The KMS key that a text names: by id or alias in the caller's account, by ARN or alias ARN in any account (DOM-13);
 * without a text the AWS managed key of the caller's account (DOM-14). Only keys of the called Region are found.
 */
export function findKey(view: View, text: string | undefined): EncryptionKey | undefined {
  const { account, region } = view.context;
  const managed = managedKey(region, account);
  if (text === undefined) return managed;
  const arn = statedArn(view, text);
  for (const key of [...view.state.encryptionKeys.values(), managed]) {
    if (!key.arn.startsWith(`arn:aws:kms:${region}:`)) continue;
    if (key.arn === arn || key.aliases.some((alias) => aliasArn(key.arn, alias) === arn)) return key;
  }
  return undefined;
}

/** The ARN of the key that a text names; of a key that is not there as far as the text tells. */
export const namedKeyArn = (view: View, text: string): string => findKey(view, text)?.arn ?? statedArn(view, text);

/** The ARN that a text is, or stands for in the caller's account. */
function statedArn({ context: { region, account } }: View, text: string): string {
  const own = keyArn(region, account, text);
  return text.startsWith('arn:') ? text : text.startsWith('alias/') ? aliasArn(own, text) : own;
}

/** The AWS managed key for CodeArtifact: one of each account and Region, and usable as long as they are. */
const managedKey = (region: string, account: string): EncryptionKey => ({
  arn: keyArn(region, account, uuid(sha256(asciiJson(['alias/aws/codeartifact', region, account])))),
  aliases: ['alias/aws/codeartifact'],
  state: 'Enabled',
  kind: 'symmetric',
  accessible: true,
});

const aliasArn = (keyArn: string, alias: string): string => `${keyArn.slice(0, keyArn.indexOf(':key/'))}:${alias}`;
