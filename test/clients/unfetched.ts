/** Where no clients were fetched: package managers of other versions may do and say other things than is expected. */
import { beforeEach } from 'vitest';

beforeEach((context) => {
  if (!/[\\/]clients[\\/]package-managers[\\/]/.test(context.task.file.filepath)) return;
  context.skip('CODEARTIFACT_SIM_CLIENTS names no folder that scripts/clients/fetch.sh has filled');
});
