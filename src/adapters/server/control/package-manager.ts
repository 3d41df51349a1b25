import type { ServiceError } from '../../../model/errors';
import type { Step } from '../../../model/trace';
import type { Listing } from '../../../resolution/listing';
import { explainIn } from '../../../simulator/explain';
import type { Simulator } from '../../../simulator/interface';
import { heldBack } from '../../answer-call';
import { type Asked, type AskedRequest, askedIn, requestsFor } from './asked';
import { Members } from './input';
import { type Endpoint, membersOf } from './router';

/** Acts as a package manager does, and tells what came of it. */
export const requestEndpoint = (simulator: Simulator): Endpoint => ({
  async POST(request) {
    const asked = askedIn(membersOf(request));
    return act(simulator, asked, requestsFor(simulator, asked));
  },
});

/** Tells what would come of a package manager's first request, and changes nothing. */
export const explainEndpoint = (simulator: Simulator): Endpoint => ({
  GET({ query }) {
    const asked = askedIn(Members.ofQuery(query));
    const { text, steps, mermaid } = explained(simulator, asked, requestsFor(simulator, asked)[0]!);
    return { text, steps, mermaid };
  },
});

const explained = (simulator: Simulator, { as }: Asked, { name, input }: AskedRequest) =>
  explainIn(simulator, name, input as never, as);

/** Makes the requests in turn, until one is refused. */
async function act(simulator: Simulator, asked: Asked, requests: readonly AskedRequest[]) {
  const steps: Step[] = [];
  const assets: object[] = [];
  const explanation: string[] = [];
  let answer: object = { status: 200 };
  for (const request of requests) {
    const { text, line } = explained(simulator, asked, request);
    explanation.push(explanation.length === 0 ? text : line);
    const result =
      request.name === 'ListVersions'
        ? simulator.request(request.name, request.input, asked.as)
        : simulator.request(request.name, request.input, asked.as);
    steps.push(...result.trace);
    if (result.delayMilliseconds) await heldBack(result.delayMilliseconds);
    if (!result.ok) {
      answer = refusal(result.error);
      break;
    }
    if ('versions' in result.output) answer = { ...answer, ...listed(result.output) };
    else assets.push(result.output.asset);
  }
  const fetched = requests[0]?.name === 'ReadAsset' ? { assets } : {};
  return { ...answer, ...fetched, ...written(steps), explanation: explanation.join('\n\n') };
}

const refusal = ({ status, name, message, members }: ServiceError) => ({
  status,
  error: { name, message, ...members },
});

const listed = ({ versions, tags }: Listing) => ({
  versions: versions.map(({ version, publishedTime, assets }) => ({
    version,
    ...(publishedTime === undefined ? {} : { publishedTime: new Date(publishedTime).toISOString() }),
    assets: assets.map(({ name }) => name),
  })),
  tags: { ...tags },
});

/** What was stored, and what will be when the delay of EXT-23 is over. */
function written(steps: readonly Step[]) {
  const stored = (how: string) =>
    steps.flatMap((step) =>
      step.kind === 'store' && step.how === how ? [{ repository: step.repository, version: step.version }] : [],
    );
  const scheduled = steps.flatMap((step) =>
    step.kind === 'schedule'
      ? [{ repository: step.repository, version: step.version, time: new Date(step.time).toISOString() }]
      : [],
  );
  return { retained: stored('retained'), ingested: stored('ingested'), refreshed: stored('refreshed'), scheduled };
}
