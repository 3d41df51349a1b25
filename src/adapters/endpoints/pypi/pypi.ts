import { messageRefusal, type Protocol } from '../protocol';

export const pypi: Protocol = { format: 'pypi', routes: [], refusal: messageRefusal };
