import { authorize } from '../access/authorize';
import type { Demand } from '../access/demand';
import type { ServiceError } from '../model/errors';
import { Transaction } from '../model/transaction';
import type { View } from '../model/view';
import type { Listing } from '../resolution/listing';
import type { Answer } from './answer';
import { checksumDemands, publishDemands, putMetadataDemands, readDemands } from './demands';
import type { EndpointRequest } from './endpoint';
import { listVersions } from './list-versions';
import { type PublishInput, type PublishOutput, publish } from './publish';
import { type PutChecksumInput, type PutChecksumOutput, putChecksum } from './put-checksum';
import {
  type PutPackageMetadataInput,
  type PutPackageMetadataOutput,
  putPackageMetadata,
} from './put-package-metadata';
import { type ReadAssetInput, type ReadAssetOutput, readAsset } from './read-asset';
import { type ReadIndexInput, type ReadIndexOutput, readIndex } from './read-index';
import { type ReadRepositoryOutput, type RepositoryEndpointRequest, readRepository } from './read-repository';
import {
  assetFault,
  checksumFault,
  indexFault,
  metadataFault,
  publicationFault,
  readFault,
  repositoryFault,
} from './request-input';

/** What a package manager does at a repository: reads, publishes, and puts metadata. */
export interface RequestInputs {
  readonly ListVersions: EndpointRequest;
  readonly ReadAsset: ReadAssetInput;
  readonly ReadRepository: RepositoryEndpointRequest;
  readonly ReadIndex: ReadIndexInput;
  readonly Publish: PublishInput;
  readonly PutPackageMetadata: PutPackageMetadataInput;
  readonly PutChecksum: PutChecksumInput;
}

export interface RequestOutputs {
  readonly ListVersions: Listing;
  readonly ReadAsset: ReadAssetOutput;
  readonly ReadRepository: ReadRepositoryOutput;
  readonly ReadIndex: ReadIndexOutput;
  readonly Publish: PublishOutput;
  readonly PutPackageMetadata: PutPackageMetadataOutput;
  readonly PutChecksum: PutChecksumOutput;
}

export type RequestName = keyof RequestInputs;

/** Whether a text names one of them. */
export const isRequest = (name: string): name is RequestName => Object.hasOwn(requests, name);

type Requests = { readonly [N in RequestName]: (view: View, input: RequestInputs[N]) => Answer<RequestOutputs[N]> };

/** A request as it is carried out once its members are what they should be (ERR-37) and its caller may (IAM-43). */
const checked =
  <Input extends object, Output>(
    fault: (input: Readonly<Record<string, unknown>>) => ServiceError | undefined,
    demandsOf: (view: View, input: Input) => readonly Demand[],
    carryOut: (view: View, input: Input) => Answer<Output>,
  ) =>
  (view: View, input: Input): Answer<Output> => {
    const error = fault(input as Readonly<Record<string, unknown>>);
    if (error) throw error;
    authorize(view, demandsOf, input);
    return carryOut(view, input);
  };

/** What writes carries out a unit of work. */
const written =
  <Input, Output>(write: (tx: Transaction, input: Input) => Output) =>
  (view: View, input: Input): Answer<Output> => {
    const tx = new Transaction(view.state, view.context, view.trace);
    const output = write(tx, input);
    return { state: tx.commit(), output, events: tx.events };
  };

export const requests: Requests = {
  ListVersions: checked(readFault, readDemands, listVersions),
  ReadAsset: checked(assetFault, readDemands, readAsset),
  ReadRepository: checked(repositoryFault, readDemands, readRepository),
  ReadIndex: checked(indexFault, readDemands, readIndex),
  Publish: checked(publicationFault, publishDemands, written(publish)),
  PutPackageMetadata: checked(metadataFault, putMetadataDemands, written(putPackageMetadata)),
  PutChecksum: checked(checksumFault, checksumDemands, putChecksum),
};
