import type { PackageFormat } from '../api/types';
import { noEvents } from '../model/event';
import type { View } from '../model/view';
import type { Answer } from './answer';
import { findRepository, type RepositoryRequest } from './find';

/** A repository as a package manager of a format asks for it. */
export interface RepositoryEndpointRequest extends RepositoryRequest {
  readonly format: PackageFormat;
}

/** What is said of a repository to a package manager that may read it: nothing but that. */
export type ReadRepositoryOutput = Readonly<Record<never, never>>;

/**
 * What a package manager asks of no package, as a ping (NPM-29) or the configuration of an index: whether the
 * repository is there and can be read. Refuses an absent one (ERR-77).
 */
export function readRepository(view: View, request: RepositoryEndpointRequest): Answer<ReadRepositoryOutput> {
  findRepository(view, request);
  return { state: view.state, output: {}, events: noEvents };
}
