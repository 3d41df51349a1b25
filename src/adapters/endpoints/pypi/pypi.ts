import { pypi as rules } from '../../../formats/pypi';
import { encoded } from '../address';
import { type Answer, asset, document, redirect } from '../answer';
import { digestOf } from '../hashing';
import { type EndpointCall, messageRefusal, type Protocol } from '../protocol';
import { negotiate } from './negotiate';
import { projectPage } from './project-page';
import { upload } from './upload';

/**
 * The Simple Repository API 1.1 of a project, its files, and the legacy upload (PYP-14, PYP-28, PYP-38). The list of
 * all projects and the JSON and XML-RPC APIs of PyPI are not there (PYP-15, PYP-32).
 */
export const pypi: Protocol = {
  format: 'pypi',
  routes: [
    { method: 'GET', path: 'simple/{project}/', handle: page },
    { method: 'GET', path: 'simple/{project}', handle: toPage },
    { method: 'GET', path: 'simple/{project}/{version}/{file}', handle: file },
    { method: 'POST', path: '', handle: upload },
  ],
  refusal: messageRefusal,
};

async function page(call: EndpointCall): Promise<Answer> {
  const { project = '' } = call.params;
  const name = rules.normalizeName(project);
  if (name !== project) return toPage(call); // PYP-07
  const listing = await call.repository.list({ package: name });
  const type = negotiate(call.headers.get('accept')); // PYP-16
  const body = projectPage(type, name, listing);
  const etag = `"${digestOf('md5', `${type}\n${body}`)}"`; // both types of HTML have one text, and not one ETag
  return document(type, body, { etag, headers: { vary: 'Accept' } });
}

/** AUT-85: to the page under the normalised name, with its final slash. */
function toPage({ base, params: { project = '' } }: EndpointCall): Answer {
  return redirect(301, `${base}simple/${encoded(rules.normalizeName(project))}/`);
}

async function file({ repository, params }: EndpointCall): Promise<Answer> {
  const { project = '', version = '', file: name = '' } = params;
  const read = await repository.read({ package: project, version, asset: name });
  return asset('application/octet-stream', read, { direct: true, ranges: false }); // PYP-28, PYP-30
}
