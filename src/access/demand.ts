import type { OperationName, Tag } from '../api/types';
import type { PolicyDocument } from '../model/state';
import type { Relation } from './decision';

/** The 51 actions of the service (IAM-101 to IAM-151). */
export type ServiceAction =
  | OperationName
  | 'AssociateWithDownstreamRepository'
  | 'PutPackageMetadata'
  | 'ReadFromRepository';

/** Something that a caller must be allowed to do, and all that decides about it besides who he is. */
export interface Demand {
  /** With its prefix: `codeartifact:DescribeDomain`. */
  readonly action: `codeartifact:${ServiceAction}` | `kms:${string}` | `sts:${string}`;
  /** An ARN, or `*` for an action on no resource. */
  readonly resource: string;
  /** Another ARN by which a statement matches as well (IAM-70). */
  readonly alternative?: string;
  /** The account of the resource; absent for an action on no resource. */
  readonly owner?: string;
  readonly relation: Relation;
  /** The policy of the domain, where it is evaluated (IAM-22 to IAM-27) and there is one. */
  readonly domainPolicy?: PolicyDocument;
  readonly repositoryPolicy?: PolicyDocument;
  /** The tags that the resource has now (IAM-47); absent for a package (IAM-48). */
  readonly resourceTags?: readonly Tag[];
  /** The tags that the request brings (IAM-49). */
  readonly requestTags?: readonly Tag[];
  /** The keys of tags that the request names without value. */
  readonly tagKeys?: readonly string[];
  /** Other condition keys of the request, by their names in lower case. */
  readonly conditions?: Readonly<Record<string, string>>;
}
