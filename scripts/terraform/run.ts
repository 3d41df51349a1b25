/**
 * Lets Terraform's AWS provider make, change and destroy everything that it has for CodeArtifact, at a server of its
 * own; after each step a second plan must be empty. Terraform and the provider must be on the machine:
 *
 *   TF_PLUGIN_DIR=<folder> npm run terraform
 *
 * The folder has the provider hashicorp/aws in it, as `terraform providers mirror` lays it out, unpacked.
 */
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as sdk from '@aws-sdk/client-codeartifact';
import { startServer } from '../clients/server';
import { finish } from '../package/run';
import { root } from '../rulebook/files';

const pluginFolder = process.env.TF_PLUGIN_DIR;
const domain = 'my-domain';
const unasked = ['-auto-approve', '-input=false'];
const changed = ['-var', 'team=ops', '-var', 'upstreams=["shared", "npm-store"]'];

const missing = whatIsMissing();
if (missing) fail(missing);
else await tour();

/** What keeps Terraform from running here, in a sentence. */
function whatIsMissing(): string | undefined {
  if (finish('terraform', ['version'], root).status !== 0) return 'there is no program terraform on the PATH.';
  if (!pluginFolder) return 'TF_PLUGIN_DIR does not name the folder in which the provider hashicorp/aws lies.';
  return existsSync(pluginFolder) ? undefined : `TF_PLUGIN_DIR names ${pluginFolder}, which is not there.`;
}

function fail(problem: string): void {
  console.error(`npm run terraform: ${problem}`);
  process.exitCode = 1;
}

async function tour(): Promise<void> {
  const server = await startServer();
  const folder = mkdtempSync(join(tmpdir(), 'codeartifact-sim-terraform-'));
  const credentials = { accessKeyId: '111122223333', secretAccessKey: 'simulated' };
  const client = new sdk.CodeartifactClient({ endpoint: server.url, region: 'us-west-2', credentials });
  try {
    await server.control('PUT /_sim/clock', { now: '2026-09-01T00:00:00Z' }); // else each token is another
    cpSync(join(root, 'scripts', 'terraform', 'main.tf'), join(folder, 'main.tf'));
    writeFileSync(join(folder, 'terraform.rc'), '');
    const terraform = terraformIn(folder, server.url);
    terraform('init', '-input=false', `-plugin-dir=${pluginFolder}`);
    console.log(terraform('version').stdout.trim());
    terraform('apply', ...unasked);
    expectPlan(terraform, 'empty');
    terraform('apply', ...unasked, ...changed);
    expectPlan(terraform, 'empty', ...changed);
    await drift(client);
    expectPlan(terraform, 'not empty', ...changed);
    terraform('apply', ...unasked, ...changed);
    expectPlan(terraform, 'empty', ...changed);
    terraform('destroy', ...unasked);
    const { domains } = await client.send(new sdk.ListDomainsCommand({}));
    if (domains?.length !== 0) throw new Error(`Terraform has left domains: ${JSON.stringify(domains)}`);
    console.log('Terraform has made, changed, mended and destroyed it all; each second plan was empty');
  } catch (error) {
    fail((error as Error).message);
  } finally {
    client.destroy();
    await server.close();
    rmSync(folder, { recursive: true });
  }
}

/** Runs a command, and gives its exit code and what it printed. Throws an Error with that when it fails. */
type Terraform = (command: string, ...args: readonly string[]) => { readonly code: number; readonly stdout: string };

function terraformIn(folder: string, endpoint: string): Terraform {
  process.env.CHECKPOINT_DISABLE = '1';
  process.env.TF_IN_AUTOMATION = '1';
  process.env.TF_CLI_CONFIG_FILE = join(folder, 'terraform.rc');
  process.env.TF_VAR_endpoint = endpoint;
  return (command, ...args) => {
    const started = performance.now();
    const flags = command === 'version' ? [] : ['-no-color'];
    const { status, stdout, error } = finish('terraform', [command, ...flags, ...args], folder);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    if (command !== 'version') console.log(`${seconds.padStart(6)} s  terraform ${command}: ${status}`);
    if (status === 0 || (command === 'plan' && status === 2)) return { code: status, stdout };
    throw new Error(`terraform ${command} ended with ${status}:\n${stdout}\n${error}`);
  };
}

/** Plans, and demands that there is nothing to do, or something. */
function expectPlan(terraform: Terraform, expected: 'empty' | 'not empty', ...args: readonly string[]): void {
  const { code, stdout } = terraform('plan', '-input=false', '-detailed-exitcode', ...args);
  if (code !== (expected === 'empty' ? 0 : 2)) throw new Error(`The plan should be ${expected}:\n${stdout}`);
}

/** Changes behind Terraform's back: a policy, a repository and a tag are gone. */
async function drift(client: sdk.CodeartifactClient): Promise<void> {
  const { repository } = await client.send(new sdk.DescribeRepositoryCommand({ domain, repository: 'my-repo' }));
  await client.send(new sdk.UntagResourceCommand({ resourceArn: repository?.arn, tagKeys: ['a b'] }));
  await client.send(new sdk.DeleteDomainPermissionsPolicyCommand({ domain }));
  await client.send(new sdk.DeleteRepositoryPermissionsPolicyCommand({ domain, repository: 'my-repo' }));
  await client.send(new sdk.UpdateRepositoryCommand({ domain, repository: 'my-repo', upstreams: [] }));
  await client.send(new sdk.DeleteRepositoryCommand({ domain, repository: 'shared' }));
}
