/** What the ARN of a principal says. */
export interface PrincipalArn {
  readonly kind: 'user' | 'role' | 'session' | 'root';
  readonly account: string;
  /** Of a user or a role its name, of a session its own; empty of the root user. */
  readonly name: string;
  /** The ARN of the role, of a session of an assumed role. */
  readonly role?: string;
}

const identityForm = /^arn:aws:iam::([0-9]{12}):(user|role)\/(?:[\x21-\x7e]+\/)?([\w+=,.@-]+)$/;
const rootForm = /^arn:aws:iam::([0-9]{12}):root$/;
const sessionForm = /^arn:aws:sts::([0-9]{12}):assumed-role\/([\w+=,.@-]+)\/([\w+=,.@-]+)$/;

/**
 * Reads the ARN of a user, a role, a session of an assumed role or an account's root user (IAM-36); undefined for all
 * else.
 */
export function parsePrincipal(arn: string): PrincipalArn | undefined {
  const session = sessionForm.exec(arn);
  if (session) {
    const [, account, role, name] = session as unknown as readonly string[];
    return { kind: 'session', account: account!, name: name!, role: roleArn(account!, role!) };
  }
  const identity = identityForm.exec(arn);
  if (identity) return { kind: identity[2] as 'user' | 'role', account: identity[1]!, name: identity[3]! };
  const root = rootForm.exec(arn);
  return root ? { kind: 'root', account: root[1]!, name: '' } : undefined;
}

/** The ARN of a role without path: the ARN of a session does not tell the path of its role. */
const roleArn = (account: string, name: string): string => `arn:aws:iam::${account}:role/${name}`;

/** Who calls in an account's name when nobody is named: he has the rights of IAM-62. */
export const defaultUserArn = (account: string): string => `arn:aws:iam::${account}:user/default`;
