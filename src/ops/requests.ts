import { authorize } from '../access/authorize';
import type { Demand } from '../access/demand';
import type { ServiceError } from '../model/errors';
import { Transaction } from '../model/transaction';
import type { View } from '../model/view';
import type { Listing } from '../resolution/listing';
import type { Answer } from './answer';
import { publishDemands, readDemands } from './demands';
import type { EndpointRequest } from './endpoint';
import { listVersions } from './list-versions';
import { type PublishInput, type PublishOutput, publish } from './publish';
import { type ReadAssetInput, type ReadAssetOutput, readAsset } from './read-asset';
import { assetFault, publicationFault, readFault } from './request-input';

/** The three things that a package manager does at a repository. */
export interface RequestInputs {
  readonly ListVersions: EndpointRequest;
  readonly ReadAsset: ReadAssetInput;
  readonly Publish: PublishInput;
}

export interface RequestOutputs {
  readonly ListVersions: Listing;
  readonly ReadAsset: ReadAssetOutput;
  readonly Publish: PublishOutput;
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

export const requests: Requests = {
  ListVersions: checked(readFault, readDemands, listVersions),
  ReadAsset: checked(assetFault, readDemands, readAsset),
  Publish: checked(publicationFault, publishDemands, (view, input: PublishInput) => {
    const tx = new Transaction(view.state, view.context, view.trace);
    const output = publish(tx, input);
    return { state: tx.commit(), output, events: tx.events };
  }),
};
