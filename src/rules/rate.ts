import { inputs } from '../api/inputs';
import type { OperationName } from '../api/types';
import { ServiceError } from '../model/errors';

/** How many requests there may be in a second, and the rule that says so. */
export interface Rate {
  readonly id: string;
  readonly perSecond: number;
}

/** The operations with a rate quota of their own, in each account and Region. */
export const operationRates: { readonly [N in OperationName]?: Rate } = {
  CopyPackageVersions: { id: 'QUO-12', perSecond: 5 },
  GetAuthorizationToken: { id: 'QUO-13', perSecond: 40 },
  GetPackageVersionAsset: { id: 'QUO-14', perSecond: 50 },
  ListPackageVersionAssets: { id: 'QUO-15', perSecond: 200 },
  ListPackageVersions: { id: 'QUO-16', perSecond: 200 },
  ListPackages: { id: 'QUO-17', perSecond: 200 },
  PublishPackageVersion: { id: 'QUO-18', perSecond: 10 },
};

/** All requests of an account in a Region, at the API and at package endpoints. */
export const readRate: Rate = { id: 'QUO-19', perSecond: 800 };
export const writeRate: Rate = { id: 'QUO-20', perSecond: 100 };

/** The requests with one authorization token. */
export const tokenRate: Rate = { id: 'QUO-21', perSecond: 1200 };

/** The requests without token from one IP address. */
export const addressRate: Rate = { id: 'QUO-22', perSecond: 600 };

/** The rate of an operation for which AWS has none, but for its number. */
export const unnamedRate = { id: 'ERR-54' } as const;

/** Whether an operation, or a package manager's request, only reads: a token counts as something made (EVT-63). */
export const isRead = (name: string): boolean =>
  /^(Describe|Get|List|Read)/.test(name) && name !== 'GetAuthorizationToken';

/** The status of ThrottlingException: that of the common errors for an operation that does not model it (ERR-15). */
export const throttlingStatus = (name: string): 400 | 429 => (unthrottled.has(name) ? 400 : 429);

/** The operations that do not list ThrottlingException (ERR-12). */
const unthrottled: ReadonlySet<string> = new Set<OperationName>([
  'GetAssociatedPackageGroup',
  'ListAssociatedPackages',
]);

/** The refusal of an operation, or of a package manager's request, above a rate; the latter without time (QUO-36). */
export const throttled = (name: string): ServiceError => {
  const members = Object.hasOwn(inputs, name) ? { retryAfterSeconds: 1 } : {};
  return new ServiceError('ThrottlingException', 'Rate exceeded', members, throttlingStatus(name)); // ERR-54
};
