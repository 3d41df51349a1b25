import type { PackageCoordinates } from './coordinates';

const arn = (region: string, owner: string, resource: string): string =>
  `arn:aws:codeartifact:${region}:${owner}:${resource}`;

/** The ARN of a domain (IAM-01). */
export const domainArn = (region: string, owner: string, domain: string): string =>
  arn(region, owner, `domain/${domain}`);

/** The ARN of a repository; the account is the domain owner's (IAM-02). */
export const repositoryArn = (region: string, owner: string, domain: string, repository: string): string =>
  arn(region, owner, `repository/${domain}/${repository}`);

/** The ARN of a package as it is stored; without namespace that segment is empty (IAM-03). */
export const packageArn = (
  region: string,
  owner: string,
  domain: string,
  repository: string,
  { format, namespace, package: name }: PackageCoordinates,
): string => arn(region, owner, `package/${domain}/${repository}/${format}/${namespace ?? ''}/${name}`);

/** The ARN of a package group, in which three characters of the pattern are encoded (IAM-06 to IAM-08). */
export const packageGroupArn = (region: string, owner: string, domain: string, pattern: string): string =>
  arn(region, owner, `package-group/${domain}${pattern.replace(/[*$%]/g, (found) => encoded[found]!)}`);

const encoded: Readonly<Record<string, string>> = { '*': '%2a', $: '%24', '%': '%25' };

/** The pattern in the tail of a package group's ARN; undefined when nothing is encoded to that text. */
export function decodedPattern(text: string): string | undefined {
  const pattern = text.replace(/%2a|%24|%25/g, (found) => (found === '%2a' ? '*' : found === '%24' ? '$' : '%'));
  return pattern.replace(/[*$%]/g, (found) => encoded[found]!) === text ? pattern : undefined;
}

/** A KMS key's ARN (DOM-14). */
export const keyArn = (region: string, owner: string, id: string): string => `arn:aws:kms:${region}:${owner}:key/${id}`;

/** The parts of a CodeArtifact ARN; undefined when the text is none. */
export function parseArn(text: string): { region: string; owner: string; resource: string } | undefined {
  const match = /^arn:aws:codeartifact:([^:]*):([0-9]{12}):(.+)$/.exec(text);
  return match ? { region: match[1]!, owner: match[2]!, resource: match[3]! } : undefined;
}
