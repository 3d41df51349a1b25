/**
 * The printed types against those of AWS's SDK, by the compiler: this file holds when `tsc --noEmit` accepts it. For
 * each operation what the SDK takes and answers is what we take and answer, but for the differences named here.
 */
import type * as Sdk from '@aws-sdk/client-codeartifact';
import type {
  ExternalConnectionStatus,
  Inputs,
  OperationName,
  Outputs,
  ResourceType,
  ValidationExceptionReason,
} from '../../src/api/types';
import type * as Errors from '../../src/model/errors';

/** Members that differ on purpose: they are left out of the comparison on both sides. */
interface Differences {
  /** The core knows an asset by its size and digests; bytes stay outside. */
  readonly PublishPackageVersion: 'assetContent';
  readonly GetPackageVersionAsset: 'asset';
  /** JSON null when no version is Published (VER-52). */
  readonly ListPackageVersions: 'defaultDisplayVersion';
}

type SdkCommand<N extends OperationName> = InstanceType<(typeof Sdk)[`${N}Command`]>;
type SdkInput<N extends OperationName> = SdkCommand<N>['input'];
type SdkHandler<N extends OperationName> = ReturnType<SdkCommand<N>['resolveMiddleware']>;
type SdkOutput<N extends OperationName> = Omit<Awaited<ReturnType<SdkHandler<N>>>['output'], '$metadata'>;

/** The service says AVAILABLE, its model and so the SDK says Available (EXT-11). */
type Status = ExternalConnectionStatus | Sdk.ExternalConnectionStatus;

/** A type without `readonly` and without `| undefined` at every depth. */
type Plain<T> = T extends Date
  ? Date
  : T extends Status
    ? 'AVAILABLE or Available'
    : T extends readonly (infer Item)[]
      ? Plain<Item>[]
      : T extends object
        ? { -readonly [Name in keyof T]: Plain<Exclude<T[Name], undefined>> }
        : T;

/** The same with every member required, so that one that is optional on one side cannot be missing on the other. */
type Full<T> = T extends Date
  ? Date
  : T extends (infer Item)[]
    ? Full<Item>[]
    : T extends object
      ? { [Name in keyof T]-?: Full<T[Name]> }
      : T;

type AssignableBothWays<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Same<A, B> = [AssignableBothWays<Plain<A>, Plain<B>>, AssignableBothWays<Full<Plain<A>>, Full<Plain<B>>>];

type WithoutDifferences<T, N> = Omit<T, N extends keyof Differences ? Differences[N] : never>;

type DifferentInputs = {
  [N in OperationName]: Same<WithoutDifferences<Inputs[N], N>, WithoutDifferences<SdkInput<N>, N>> extends [true, true]
    ? never
    : N;
}[OperationName];

type DifferentOutputs = {
  [N in OperationName]: Same<WithoutDifferences<Outputs[N], N>, WithoutDifferences<SdkOutput<N>, N>> extends [
    true,
    true,
  ]
    ? never
    : N;
}[OperationName];

/** The operations whose types would differ if the differences were not left out: exactly those that have some. */
type IntendedDifferences = {
  [N in OperationName]:
    | (Same<Inputs[N], SdkInput<N>> extends [true, true] ? never : N)
    | (Same<Outputs[N], SdkOutput<N>> extends [true, true] ? never : N);
}[OperationName];

/** Compiles for `true` only; anything else is printed in the compiler's message. */
type Holds<Claim extends true> = Claim;
type None<T> = [T] extends [never] ? true : T;

export type Claims = [
  Holds<None<DifferentInputs>>,
  Holds<None<DifferentOutputs>>,
  Holds<AssignableBothWays<IntendedDifferences, keyof Differences>>,
  // The members of errors (ERR-08, ERR-09).
  Holds<AssignableBothWays<Errors.ResourceType, ResourceType>>,
  Holds<AssignableBothWays<Errors.ValidationReason, ValidationExceptionReason>>,
  // The comparison itself can fail: on a missing member, on another type, on a member that is required on one side.
  Holds<AssignableBothWays<Same<{ a?: 1 }, { a?: 1; b?: 2 }>, [true, false]>>,
  Holds<AssignableBothWays<Same<{ a?: 1 }, { a?: 2 }>, [false, false]>>,
  Holds<AssignableBothWays<Same<{ a?: 1 }, { readonly a: 1 | undefined }>, [false, true]>>,
];
