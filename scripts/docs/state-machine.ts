/** Prints `docs/state-machine.md` from the table of transitions. */
import type { PackageVersion } from '../../src/model/state';
import { type Cause, transitions } from '../../src/rules/transitions';
import { printTable } from '../rulebook/print';

type Status = PackageVersion['status'];

const causes = Object.keys(transitions) as Cause[];
const statuses = Object.keys(transitions.DisposePackageVersions) as Status[];

/** What a cause makes of a version; a deleted one is gone. */
const targets: Readonly<Record<Cause, Status | 'gone'>> = {
  'UpdatePackageVersionsStatus to Published': 'Published',
  'UpdatePackageVersionsStatus to Unlisted': 'Unlisted',
  'UpdatePackageVersionsStatus to Archived': 'Archived',
  DisposePackageVersions: 'Disposed',
  DeletePackageVersions: 'gone',
};

const meanings: Readonly<Record<Status, string>> = {
  Published: `The usual status. Package managers see the version in the list of the package and download it,
and it counts when a client picks the newest one.`,
  Unfinished: `More files are still to come: a Maven version before its metadata file, a generic version until its last
file. Nobody sees it in a list or downloads it yet; its publisher goes on adding files (PUB-34). No operation leads
back here (STA-36).`,
  Unlisted: `For a version that new projects should not pick up, and that old ones still need. It is left out
of lists, but whoever names it exactly gets it, as an install from a lock file does (STA-04).`,
  Archived: `Put away. The version is neither listed nor downloaded: a package manager hears 404 (STA-05). Its files
are kept, so it can be brought back. As long as its record is there nobody can publish the version anew (PUB-11),
and no copy farther up takes its place (RES-12).`,
  Disposed: `The files are gone for good and only the record is left, as a mark that the version was there
(STA-06). It can only be deleted. Until then nobody can publish it anew (PUB-12).`,
};

const intro = `<!-- Printed by scripts/print-docs.ts from src/rules/transitions.ts: do not edit. -->

# The statuses of a package version

Every version of a package in a repository has one of five statuses. The status belongs to that repository's
record of the version: another repository that holds the same version has a status of its own, and is not changed
along with it (RET-07). Ids such as STA-22 are rows of the [rulebook](rulebook/README.md).

## What each status means`;

const matrixIntro = `## What leads from one status to another

The rows are the statuses a version can have, the columns are what somebody can do to it. *Stays* is a success
that changes nothing; *refused* leaves the version as it is, with the error code NOT_ALLOWED. A call that names
several versions changes all of them or none (STA-61, STA-62).`;

const diagramIntro = `## As a diagram

Refusals, and successes that change nothing, are left out.`;

/** The text of the page. */
export function printStateMachine(): string {
  const paragraphs = statuses.map((status) => `**${status}.** ${meanings[status]}`);
  const gone =
    '**Deleted** is no status: the record is gone, and the version can be published again, with any content (STA-47).';
  return `${[intro, ...paragraphs, gone, matrixIntro, matrix(), diagramIntro, diagram()].join('\n\n')}\n`;
}

const headings: Readonly<Record<Cause, string>> = {
  'UpdatePackageVersionsStatus to Published': 'update status to Published',
  'UpdatePackageVersionsStatus to Unlisted': 'update status to Unlisted',
  'UpdatePackageVersionsStatus to Archived': 'update status to Archived',
  DisposePackageVersions: 'dispose',
  DeletePackageVersions: 'delete',
};

function matrix(): string {
  const rows = statuses.map((status) => [status, ...causes.map((cause) => cell(cause, status))]);
  return printTable(['now', ...causes.map((cause) => headings[cause])], rows, causes.length + 1);
}

function cell(cause: Cause, status: Status): string {
  const { rule, allowed } = transitions[cause][status];
  if (!allowed) return `refused (${rule})`;
  return `${targets[cause] === status ? 'stays' : targets[cause]} (${rule})`;
}

/** The edges of the diagram; causes that lead the same way share one. */
function diagram(): string {
  const edges = statuses.flatMap((status) =>
    causes.flatMap((cause) => {
      const { rule, allowed } = transitions[cause][status];
      const target = targets[cause];
      if (!allowed || target === status) return [];
      const verb = cause.startsWith('Update') ? 'update status' : headings[cause];
      return [`  ${status} --> ${target === 'gone' ? '[*]' : target} : ${verb} (${rule})`];
    }),
  );
  const published = [
    '  [*] --> Published : publish (PUB-30)',
    '  [*] --> Unfinished : publish, maven and generic (PUB-31)',
    '  Unfinished --> Published : publish the last file (PUB-36)',
  ];
  return ['```mermaid', 'stateDiagram-v2', ...published, ...edges, '```'].join('\n');
}
