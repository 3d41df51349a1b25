import { messageRefusal, type Protocol } from '../protocol';

export const maven: Protocol = { format: 'maven', routes: [], refusal: messageRefusal };
