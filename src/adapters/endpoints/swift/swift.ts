import { messageRefusal, type Protocol } from '../protocol';

export const swift: Protocol = { format: 'swift', routes: [], refusal: messageRefusal };
