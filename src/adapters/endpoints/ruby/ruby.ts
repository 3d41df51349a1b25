import { messageRefusal, type Protocol } from '../protocol';

export const ruby: Protocol = { format: 'ruby', routes: [], refusal: messageRefusal };
