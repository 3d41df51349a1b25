import { Transaction } from '../model/transaction';
import type { View } from '../model/view';
import type { Listing } from '../resolution/listing';
import type { Answer } from './answer';
import type { EndpointRequest } from './endpoint';
import { listVersions } from './list-versions';
import { type PublishInput, type PublishOutput, publish } from './publish';
import { type ReadAssetInput, type ReadAssetOutput, readAsset } from './read-asset';

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

export const requests: Requests = {
  ListVersions: listVersions,
  ReadAsset: readAsset,
  Publish: (view, input) => {
    const tx = new Transaction(view.state, view.context, view.trace);
    const output = publish(tx, input);
    return { state: tx.commit(), output, events: tx.events };
  },
};
